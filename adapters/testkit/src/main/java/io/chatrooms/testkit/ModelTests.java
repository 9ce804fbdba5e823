package io.chatrooms.testkit;

import static io.chatrooms.testkit.Promise.NOTHING_BENT;
import static io.chatrooms.testkit.Promise.NO_ORPHANS;
import static io.chatrooms.testkit.Promise.SEEN;
import static io.chatrooms.testkit.Promise.WHOLE_LISTINGS;

import io.chatrooms.core.Store;
import io.chatrooms.core.action.ServiceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Any sequence of actions, one after the other and side by side. */
interface ModelTests extends StoreFactory {
  @Test
  @DisplayName(
      "Promises 1 to 10, 12: any sequence is answered as the model answers it (invariant 7)")
  default void anySequenceIsAnsweredAsByTheModel() throws Exception {
    FreshStore.useTight(
        this,
        store ->
            Search.forAll(
                ArbitraryActions.any().list().ofMinSize(1).ofMaxSize(12),
                Effort.times(500),
                actions -> differenceFromModel(store, actions)));
  }

  private static Optional<Wrong> differenceFromModel(Store store, List<Action> actions) {
    ModelStore model = new ModelStore(Fixture.MEMBER_ROOM_LIMIT, Fixture.TIGHT_ACCOUNT_ROOM_LIMIT);
    Fixture fixture = Fixture.on(store);
    Fixture expectedFixture = fixture.copiedTo(model);
    List<String> done = new ArrayList<>();
    for (Action action : actions) {
      Object answer = action.on(fixture);
      model.declineWhatWasWritten(Later.isDeclined(answer));
      Object expected = action.on(expectedFixture);
      done.add(action + " -> " + Story.of(answer));
      if (!answer.equals(expected)) {
        List<Promise> promises = action.promisesBroken(answer, expected);
        return Optional.of(
            new Wrong(
                """
                %s
                In an active account with the three lounges and all members, and nobody in a room:
                  %s
                The last should have returned
                  %s
                %s
                %s"""
                    .formatted(
                        Promise.broken(promises),
                        Story.lines(done),
                        Story.of(expected),
                        Fixture.LEGEND,
                        Promise.hints(promises)),
                causeOf(answer)));
      }
      List<Object> picture = fixture.picture();
      List<Object> expectedPicture = expectedFixture.picture();
      for (int i = 0; i < picture.size(); i++) {
        if (!picture.get(i).equals(expectedPicture.get(i))) {
          List<Promise> ofReads = List.of(SEEN, WHOLE_LISTINGS, NO_ORPHANS, NOTHING_BENT);
          return Optional.of(
              Wrong.because(
                  """
                  %s
                  In an active account with the three lounges and all members, and nobody in a room:
                    %s
                  Afterwards the store returns
                    %s
                  and should return
                    %s
                  %s
                  %s"""
                      .formatted(
                          Promise.broken(ofReads),
                          Story.lines(done),
                          Story.of(picture.get(i)),
                          Story.of(expectedPicture.get(i)),
                          Fixture.LEGEND,
                          Promise.hints(ofReads))));
        }
      }
    }
    return Optional.empty();
  }

  private static @Nullable Throwable causeOf(Object answer) {
    return answer instanceof ServiceFailure failure ? failure.cause() : null;
  }

  @Test
  @DisplayName("Promises 1 to 10: some order explains the results of threads side by side")
  default void someOrderExplainsTheResultsOfThreads() throws Exception {
    FreshStore.useTight(
        this,
        store -> {
          try (Linearizability check = new Linearizability(List.of(store))) {
            Search.forAll(Linearizability.scenarios(), Effort.times(10_000), check::unexplained);
          }
        });
  }
}
