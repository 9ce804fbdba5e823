package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Any sequence of actions, one after the other and side by side. */
interface ModelTests extends StoreFactory {
  @Test
  @DisplayName(
      "Promises 1 to 9, 11, 12: any sequence is answered as the model answers (invariant 7)")
  default void anySequenceIsAnsweredAsByTheModel() throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        store ->
            Search.forAll(
                Action.any().list().ofMinSize(1).ofMaxSize(12),
                Effort.times(500),
                actions -> differenceFromModel(store, actions)));
  }

  private static Optional<Wrong> differenceFromModel(Store store, List<Action> actions) {
    Cast cast = new Cast();
    ModelStore model = new ModelStore(Cast.MEMBER_ROOM_LIMIT);
    cast.enter(store);
    cast.enter(model);
    List<String> done = new ArrayList<>();
    for (Action action : actions) {
      Object told = action.on(store, cast);
      model.preferStale(Action.tellsOfStale(told));
      Object expected = action.on(model, cast);
      done.add(action + " -> " + told);
      if (!told.equals(expected)) {
        return wrong(
            """
            The store breaks %s.
            With all of the cast in place, and nobody in a room:
              %s
            The last should have been answered
              %s
            %s"""
                .formatted(action.promises(), Story.lines(done), Story.of(expected), Cast.LEGEND));
      }
      List<Object> picture = cast.picture(store);
      List<Object> expectedPicture = cast.picture(model);
      for (int i = 0; i < picture.size(); i++) {
        if (!picture.get(i).equals(expectedPicture.get(i))) {
          return wrong(
              """
              The store breaks promises 7, 8, 9 or 11.
              With all of the cast in place, and nobody in a room:
                %s
              After that it tells
                %s
              and should tell
                %s
              %s"""
                  .formatted(
                      Story.lines(done),
                      Story.of(picture.get(i)),
                      Story.of(expectedPicture.get(i)),
                      Cast.LEGEND));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Wrong> wrong(String how) {
    return Optional.of(Wrong.because(how));
  }

  @Test
  @DisplayName("Promises 1 to 9, 12: what threads were told side by side, some order explains")
  default void someOrderExplainsWhatThreadsWereTold() throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        store -> {
          try (Linearizability check = new Linearizability(List.of(store))) {
            Search.forAll(Linearizability.scenarios(), Effort.times(10_000), check::unexplained);
          }
        });
  }
}
