package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
      Situation.of(action).with("account id: missing").execute(rooms);
    }

    assertThat(counted).hasSize(11).containsOnly(Situation.of(Action.GET).caller());
    assertThat(observed)
        .containsExactly(
            "CreateRoomMembership",
            "BatchCreateRoomMembership",
            "UpdateRoomMembership",
            "DeleteRoomMembership",
            "GetRoomMembership",
            "ListRoomMemberships",
            "CreateRoom",
            "GetRoom",
            "UpdateRoom",
            "DeleteRoom",
            "ListRooms");
  }

  @Test
  void anActionIsHandedOutOnce() {
    ChatRooms rooms = ChatRooms.of(new ScriptedStore(), CLOCK);

    assertThat(rooms.createRoomMembership()).isNotNull().isSameAs(rooms.createRoomMembership());
    assertThat(rooms.batchCreateRoomMembership())
        .isNotNull()
        .isSameAs(rooms.batchCreateRoomMembership());
    assertThat(rooms.updateRoomMembership()).isNotNull().isSameAs(rooms.updateRoomMembership());
    assertThat(rooms.deleteRoomMembership()).isNotNull().isSameAs(rooms.deleteRoomMembership());
    assertThat(rooms.getRoomMembership()).isNotNull().isSameAs(rooms.getRoomMembership());
    assertThat(rooms.listRoomMemberships()).isNotNull().isSameAs(rooms.listRoomMemberships());
    assertThat(rooms.createRoom()).isNotNull().isSameAs(rooms.createRoom());
    assertThat(rooms.getRoom()).isNotNull().isSameAs(rooms.getRoom());
    assertThat(rooms.updateRoom()).isNotNull().isSameAs(rooms.updateRoom());
    assertThat(rooms.deleteRoom()).isNotNull().isSameAs(rooms.deleteRoom());
    assertThat(rooms.listRooms()).isNotNull().isSameAs(rooms.listRooms());
  }

  @ParameterizedTest
  @EnumSource
  void withoutARateEveryoneMayAskAsOftenAsTheyLike(Action action) {
    Situation situation = Situation.of(action);
    ChatRooms rooms = ChatRooms.of(new ScriptedStore().reads(situation::world), CLOCK);

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

    List<ThrowingCallable> calls =
        List.of(
            () -> rooms.createRoomMembership().execute(caller, null),
            () -> rooms.batchCreateRoomMembership().execute(caller, null),
            () -> rooms.updateRoomMembership().execute(caller, null),
            () -> rooms.deleteRoomMembership().execute(caller, null),
            () -> rooms.getRoomMembership().execute(caller, null),
            () -> rooms.listRoomMemberships().execute(caller, null),
            () -> rooms.createRoom().execute(caller, null),
            () -> rooms.getRoom().execute(caller, null),
            () -> rooms.updateRoom().execute(caller, null),
            () -> rooms.deleteRoom().execute(caller, null),
            () -> rooms.listRooms().execute(caller, null));
    assertThat(calls)
        .hasSize(Action.values().length)
        .allSatisfy(
            call -> assertThatNullPointerException().isThrownBy(call).withMessage("request"));
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
    assertThatNullPointerException()
        .isThrownBy(() -> ChatRooms.builder(store, CLOCK).roomIds(null))
        .withMessage("roomIds");
  }
}
