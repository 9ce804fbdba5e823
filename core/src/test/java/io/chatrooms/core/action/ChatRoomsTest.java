package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatRoomsTest {
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @Test
  void everyActionCountsInTheSameRateAndTellsTheSameObserver() {
    List<Caller> counted = new ArrayList<>();
    List<String> observed = new ArrayList<>();
    ChatRooms rooms =
        ChatRooms.builder(new ScriptedStore(), CLOCK)
            .rate(
                caller -> {
                  counted.add(caller);
                  return Optional.empty();
                })
            .observer(observation -> observed.add(observation.action()))
            .build();

    for (Action action : Action.values()) {
      Situation.of(action).with("room id: missing").execute(rooms);
    }

    assertThat(counted).hasSize(4).containsOnly(Situation.of(Action.GET).caller());
    assertThat(observed)
        .containsExactly(
            "CreateRoomMembership",
            "UpdateRoomMembership",
            "DeleteRoomMembership",
            "GetRoomMembership");
  }

  @Test
  void anActionIsHandedOutOnce() {
    ChatRooms rooms = ChatRooms.of(new ScriptedStore(), CLOCK);

    assertThat(rooms.createRoomMembership()).isNotNull().isSameAs(rooms.createRoomMembership());
    assertThat(rooms.updateRoomMembership()).isNotNull().isSameAs(rooms.updateRoomMembership());
    assertThat(rooms.deleteRoomMembership()).isNotNull().isSameAs(rooms.deleteRoomMembership());
    assertThat(rooms.getRoomMembership()).isNotNull().isSameAs(rooms.getRoomMembership());
  }

  @ParameterizedTest
  @EnumSource
  void withoutARateEveryoneMayAskAsOftenAsTheyLike(Action action) {
    Situation situation = Situation.of(action);
    ChatRooms rooms = ChatRooms.of(new ScriptedStore().reads(situation.facts()), CLOCK);

    for (int i = 0; i < 100; i++) {
      assertThat(situation.execute(rooms)).isExactlyInstanceOf(action.success);
    }
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void anActionRefusesNull(Action action) {
    Situation situation = Situation.of(action);
    ChatRooms rooms = ChatRooms.of(new ScriptedStore(), CLOCK);

    assertThatNullPointerException()
        .isThrownBy(() -> action.execute(rooms, null, situation.request()))
        .withMessage("caller");
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void everyActionRefusesNullAsARequest() {
    ChatRooms rooms = ChatRooms.of(new ScriptedStore(), CLOCK);
    Caller caller = Situation.of(Action.GET).caller();

    assertThatNullPointerException()
        .isThrownBy(() -> rooms.createRoomMembership().execute(caller, null))
        .withMessage("request");
    assertThatNullPointerException()
        .isThrownBy(() -> rooms.updateRoomMembership().execute(caller, null))
        .withMessage("request");
    assertThatNullPointerException()
        .isThrownBy(() -> rooms.deleteRoomMembership().execute(caller, null))
        .withMessage("request");
    assertThatNullPointerException()
        .isThrownBy(() -> rooms.getRoomMembership().execute(caller, null))
        .withMessage("request");
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void theyAreNotBuiltOfNull() {
    ScriptedStore store = new ScriptedStore();

    assertThatNullPointerException()
        .isThrownBy(() -> ChatRooms.of(null, CLOCK))
        .withMessage("store");
    assertThatNullPointerException()
        .isThrownBy(() -> ChatRooms.of(store, null))
        .withMessage("clock");
    assertThatNullPointerException()
        .isThrownBy(() -> ChatRooms.builder(store, CLOCK).rate(null))
        .withMessage("rate");
    assertThatNullPointerException()
        .isThrownBy(() -> ChatRooms.builder(store, CLOCK).observer(null))
        .withMessage("observer");
  }
}
