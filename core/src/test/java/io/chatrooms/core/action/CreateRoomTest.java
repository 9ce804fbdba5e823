package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.NOW;
import static io.chatrooms.core.action.SharedRule.ANY_10;
import static io.chatrooms.core.action.SharedRule.ANY_11;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the id of a new room comes from, and what happens when it is taken. */
class CreateRoomTest {
  /** A room with the id "empty room 0" exists. */
  private final Situation situation = Situation.of(Action.CREATE_ROOM).with("empty rooms: 1");

  private final ScriptedStore store = new ScriptedStore();
  private final List<RoomId> given = new ArrayList<>();

  private Outcome whenExecuted(Supplier<RoomId> ids) {
    return situation.execute(
        ChatRooms.builder(store, InstantSource.fixed(NOW))
            .roomIds(
                () -> {
                  RoomId id = ids.get();
                  given.add(id);
                  return id;
                })
            .build());
  }

  /** These ids, one after the other. */
  private static Supplier<RoomId> source(String... ids) {
    Iterator<String> next = List.of(ids).iterator();
    return () -> new RoomId(next.next());
  }

  private static void thenCreated(Outcome outcome, String id) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            CreateRoom.Created.class,
            created -> assertThat(created.room().roomId()).isEqualTo(new RoomId(id)));
  }

  @Test
  @DisplayName("CRO-06 the id comes from the host's source")
  void idOfTheHost() {
    store.reads(situation.world());

    thenCreated(whenExecuted(source("chosen")), "chosen");
    assertThat(store.reads()).hasSize(1);
  }

  @Test
  @DisplayName("CRO-06 an id that the account has is replaced by the next")
  void idTaken() {
    store.reads(situation.world());

    thenCreated(whenExecuted(source("lounge", "empty room 0", "free")), "free");
    assertThat(store.reads()).hasSize(3);
    assertThat(store.confirmed()).hasSize(1);
  }

  @Test
  @DisplayName("CRO-06 an id that somebody takes meanwhile is replaced by the next")
  void idTakenMeanwhile() {
    store.reads(situation.with("empty rooms: 0").world()).declines(situation.world()).confirms();

    thenCreated(whenExecuted(source("empty room 0", "lounge", "free")), "free");
    assertThat(store.reads()).hasSize(3);
    assertThat(store.confirmed())
        .extracting(confirm -> ((RoomCreated) confirm.change()).room().roomId())
        .containsExactly(new RoomId("empty room 0"), new RoomId("free"));
  }

  @Test
  @DisplayName("CRO-04 an account that fills up meanwhile keeps the id for nothing")
  void accountFullMeanwhile() {
    store.reads(situation.world()).declines(situation.with("rooms per account: 2").world());

    assertThat(whenExecuted(source("chosen")).rule()).isEqualTo(CreateRoomRule.CRO_04);
    assertThat(given).hasSize(1);
  }

  @Test
  @DisplayName("CRO-03 a twin that was faster has made the room, which both get")
  void twin() {
    Situation asked = situation.with("request token: token");
    store.reads(asked.world()).declines(asked.with("token used for: Launch").world());

    Outcome outcome =
        asked.execute(
            ChatRooms.builder(store, InstantSource.fixed(NOW)).roomIds(source("mine")).build());

    thenCreated(outcome, "room with a token");
    assertThat(outcome.rule()).isEqualTo(CreateRoomRule.CRO_03);
  }

  @ParameterizedTest
  @ValueSource(strings = {"account: suspended", "rooms per account: 1"})
  @DisplayName("CRO-04, ANY-06 what is refused with any id is refused with one that is taken")
  void refusedWithAnyId(String setting) {
    Situation refused = situation.with(setting);
    store.reads(refused.world());
    Outcome expected =
        refused.execute(
            ChatRooms.builder(store, InstantSource.fixed(NOW)).roomIds(source("free")).build());

    assertThat(expected).isNotInstanceOf(CreateRoom.Created.class);
    assertThat(
            refused.execute(
                ChatRooms.builder(store, InstantSource.fixed(NOW))
                    .roomIds(source("lounge"))
                    .build()))
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("CRO-03 a request is repeated with the id that its room got")
  void repeatedWithTheSameId() {
    Situation repeated = situation.with("request token: token").with("token used for: Launch");
    store.reads(repeated.world());

    Outcome outcome =
        repeated.execute(
            ChatRooms.builder(store, InstantSource.fixed(NOW))
                .roomIds(source("room with a token"))
                .build());

    thenCreated(outcome, "room with a token");
    assertThat(outcome.rule()).isEqualTo(CreateRoomRule.CRO_03);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("ANY-10 a store that is unavailable for the facts after it declined: no change")
  void unavailableAfterDeclining(boolean saysUnknown) {
    StoreUnavailableException thrown = new StoreUnavailableException("no route", saysUnknown, null);
    store
        .reads(situation.with("empty rooms: 0").world())
        .reads(
            () -> {
              throw thrown;
            })
        .declines(situation.world());

    assertThat(whenExecuted(source("empty room 0", "free")))
        .isEqualTo(new ServiceUnavailable(ANY_10, false, Optional.of(thrown)));
    assertThat(store.confirmed()).hasSize(1);
  }

  @Test
  @DisplayName("ANY-11 a source that repeats ids for ever is broken, and nothing is changed")
  void sourceRepeatsForEver() {
    store.reads(situation.world());

    assertThat(whenExecuted(() -> new RoomId("lounge")))
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            failure -> {
              assertThat(failure.rule()).isEqualTo(ANY_11);
              assertThat(failure.outcomeUnknown()).isFalse();
              assertThat(failure.cause()).isInstanceOf(StoreBrokenException.class);
            });
    assertThat(given).hasSize(16);
    assertThat(store.confirmed()).isEmpty();
  }

  @Test
  @DisplayName("ANY-11 a source that repeats ids after the store declined: nothing was changed")
  void sourceRepeatsAfterDeclining() {
    store.reads(situation.with("empty rooms: 0").world()).declines(situation.world());

    assertThat(whenExecuted(() -> new RoomId("empty room 0")))
        .isInstanceOfSatisfying(
            ServiceFailure.class, failure -> assertThat(failure.outcomeUnknown()).isFalse());
    assertThat(store.confirmed()).hasSize(1);
  }

  @Test
  @DisplayName("ANY-10 after 16 attempts the service is unavailable")
  void takenMeanwhileAgainAndAgain() {
    store.reads(situation.world());
    for (int i = 0; i < 20; i++) {
      store.reads(situation.world());
      store.declines(situation.with("empty rooms: 12").world());
    }

    assertThat(whenExecuted(() -> new RoomId("empty room 1")))
        .isEqualTo(new ServiceUnavailable(ANY_10, false, Optional.empty()));
    assertThat(store.confirmed()).hasSize(16);
  }

  @Test
  @DisplayName("ANY-11 a source that fails is a failure, and nothing is changed")
  void sourceFails() {
    IllegalStateException thrown = new IllegalStateException("no ids left");
    store.reads(situation.world());

    assertThat(
            whenExecuted(
                () -> {
                  throw thrown;
                }))
        .isEqualTo(new ServiceFailure(ANY_11, false, thrown));
    assertThat(store.confirmed()).isEmpty();
  }

  @Test
  @DisplayName("CRO-06 without a source of the host ids are random")
  void randomIds() {
    store.reads(situation::world);
    ChatRooms rooms = ChatRooms.of(store, InstantSource.fixed(NOW));

    assertThat(List.of(situation.execute(rooms), situation.execute(rooms)))
        .extracting(outcome -> ((CreateRoom.Created) outcome).room().roomId().value())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
  }
}
