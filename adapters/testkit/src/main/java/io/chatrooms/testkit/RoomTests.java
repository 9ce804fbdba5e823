package io.chatrooms.testkit;

import static io.chatrooms.testkit.Fixture.addition;
import static io.chatrooms.testkit.Fixture.creation;
import static io.chatrooms.testkit.Fixture.removal;
import static io.chatrooms.testkit.Fixture.token;
import static io.chatrooms.testkit.Fixture.update;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_SPACE;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.HOOK;
import static io.chatrooms.testkit.SampleMember.ROBOT;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_UPPER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomRemoved;
import io.chatrooms.core.membership.RoomUpdated;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The promises about rooms that are created, changed and removed, shown by examples. */
interface RoomTests extends StoreFactory {
  @Test
  @DisplayName("Promise 1: facts about a room contain what is known of account, room and caller")
  default void factsAboutARoom() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, Role.MEMBER);
          assertThat(Fixture.withoutStamp(fixture.facts(BOB, LOUNGE)))
              .isEqualTo(
                  new RoomFacts(
                      askedBy(fixture, BOB),
                      LOUNGE.id(),
                      Optional.of(fixture.roomWith(LOUNGE, InvitePolicy.ALL_MEMBERS)),
                      Optional.of(fixture.membership(LOUNGE, BOB, Role.MEMBER)),
                      2,
                      1));
          assertThat(fixture.facts(ADMINISTRATOR_OF_ACCOUNT, LOUNGE).callerMembership()).isEmpty();

          Fixture empty = Fixture.emptyOn(fixture.store);
          assertThat(Fixture.withoutStamp(empty.facts(BOB, LOUNGE)))
              .isEqualTo(
                  new RoomFacts(
                      new AccountFacts(
                          empty.account,
                          Optional.of(BOB.id()),
                          Optional.empty(),
                          Optional.empty(),
                          AccountFacts.Stamp.NONE),
                      LOUNGE.id(),
                      Optional.empty(),
                      Optional.empty(),
                      0,
                      0));
        });
  }

  @Test
  @DisplayName("Promise 1: facts about a new room contain ids, tokens, counts and limits")
  default void factsAboutANewRoom() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          assertThat(Fixture.withoutStamp(fixture.factsOfNew(ANN, "new", Fixture.TOKEN)))
              .isEqualTo(newRoom(fixture, "new", false, Optional.empty(), 3, 1));
          Room room = fixture.created(ANN, "new", Fixture.TOKEN);
          assertThat(Fixture.withoutStamp(fixture.factsOfNew(ANN, "new", Fixture.TOKEN)))
              .isEqualTo(
                  newRoom(
                      fixture,
                      "new",
                      true,
                      Optional.of(new NewRoomFacts.Earlier(room, Fixture.TOKEN.content())),
                      4,
                      2));
          assertThat(fixture.factsOfNew(ANN, LOUNGE.id().value(), null))
              .satisfies(
                  facts -> {
                    assertThat(facts.idTaken()).isTrue();
                    assertThat(facts.token()).isEmpty();
                    assertThat(facts.earlier()).isEmpty();
                  });
          assertThat(fixture.factsOfNew(ADMINISTRATOR_OF_ACCOUNT, "other", null).callerRoomCount())
              .isZero();
          assertThat(Fixture.emptyOn(fixture.store).factsOfNew(HOOK, "new", Fixture.TOKEN))
              .satisfies(
                  facts -> {
                    assertThat(facts.account().account()).isEmpty();
                    assertThat(facts.account().caller()).isEmpty();
                    assertThat(facts.idTaken()).isFalse();
                    assertThat(facts.earlier()).isEmpty();
                    assertThat(facts.roomCount()).isZero();
                  });
        });
  }

  private static AccountFacts askedBy(Fixture fixture, SampleMember caller) {
    return new AccountFacts(
        fixture.account,
        Optional.of(caller.id()),
        Optional.of(fixture.accountThatIs(AccountStatus.ACTIVE)),
        Optional.of(fixture.active(caller)),
        AccountFacts.Stamp.NONE);
  }

  /** The facts for ANN. */
  private static NewRoomFacts newRoom(
      Fixture fixture,
      String id,
      boolean idTaken,
      Optional<NewRoomFacts.Earlier> earlier,
      int roomCount,
      int callerRoomCount) {
    return new NewRoomFacts(
        askedBy(fixture, ANN),
        new RoomId(id),
        idTaken,
        Optional.of(Fixture.TOKEN),
        earlier,
        roomCount,
        Fixture.ACCOUNT_ROOM_LIMIT,
        callerRoomCount,
        Fixture.MEMBER_ROOM_LIMIT);
  }

  @Test
  @DisplayName("Promise 2: a room is created whole, with the membership of its first administrator")
  default void aRoomIsCreatedWhole() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          NewRoomFacts seen = fixture.factsOfNew(ANN, "of a member", Fixture.TOKEN);
          RoomCreated creation = creation(seen);
          fixture.isCreated(creation, seen, "the creation of a room by a member");

          Optional<RoomMembership> administrator =
              creation.administrator().map(added -> added.membership());
          assertThat(fixture.store.rooms().find(fixture.account, seen.roomId()))
              .contains(creation.room());
          assertThat(fixture.store.memberships().find(administrator.orElseThrow().key()))
              .isEqualTo(administrator);
          assertThat(fixture.roomsOf(ANN)).containsExactly(administrator.orElseThrow());
          RoomFacts facts = fixture.store.rooms().facts(fixture.account, seen.roomId(), ANN.id());
          assertThat(facts.callerMembership()).isEqualTo(administrator);
          assertThat(facts.membershipCount()).as("the count of memberships").isEqualTo(1);
          assertThat(facts.administratorCount()).as("the count of administrators").isEqualTo(1);
          assertThat(fixture.facts(LOUNGE, ANN).roomCount()).as("ANN's rooms").isEqualTo(1);

          Room empty = fixture.created(ADMINISTRATOR_OF_ACCOUNT, "of the account", null);
          RoomFacts ofEmpty = fixture.store.rooms().facts(fixture.account, empty.roomId(), null);
          assertThat(ofEmpty.room()).contains(empty);
          assertThat(ofEmpty.membershipCount()).as("the count of memberships").isZero();
          assertThat(fixture.factsOfNew(ANN, "new", null).roomCount()).isEqualTo(5);
        });
  }

  @Test
  @DisplayName("Promise 2: a creation that is declined changes nothing, not even a count")
  default void aDeclinedCreationChangesNothing() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Map<String, Supplier<Optional<NewRoomFacts>>> declined = new LinkedHashMap<>();
          declined.put("a room whose id is taken", creating(fixture, BOB, "lounge", null));
          declined.put(
              "a second room with one token", creating(fixture, BOB, "again", Fixture.TOKEN));
          declined.put(
              "a room of a member that is in as many rooms as it may be",
              creating(fixture, ANN, "third", null));
          declined.put(
              "a room of a caller who was suspended", creating(fixture, ROBOT, "late", null));
          fixture.created(ANN, "first", Fixture.TOKEN);
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.suspend(ROBOT);
          changeNothing(fixture, declined);

          fixture.created(ADMINISTRATOR_OF_ACCOUNT, "fifth", null);
          changeNothing(
              fixture,
              Map.of(
                  "a room in an account that has as many as it may have",
                  creating(fixture, BOB, "sixth", token("2", "a"))));
        });
  }

  private static void changeNothing(
      Fixture fixture, Map<String, Supplier<Optional<NewRoomFacts>>> declined) {
    List<Object> before = fixture.picture();
    declined.forEach(
        (what, creating) -> {
          assertThat(creating.get()).as("the facts instead of %s", what).isPresent();
          fixture.looksLike(before, "after it declined " + what);
          assertThat(InvariantTests.differenceOfCounts(fixture))
              .as("a wrong count after the store declined %s", what)
              .isEmpty();
        });
  }

  /** The creation, decided on the facts as they are now. */
  private static Supplier<Optional<NewRoomFacts>> creating(
      Fixture fixture, SampleCaller by, String id, @Nullable IdempotencyToken token) {
    NewRoomFacts seen = fixture.factsOfNew(by, id, token);
    return () -> fixture.create(creation(seen), seen);
  }

  @Test
  @DisplayName("Promise 2: on the facts that are returned instead the room is created")
  default void theFactsInsteadOfACreationLeadOn() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          NewRoomFacts seen = fixture.factsOfNew(ANN, "new", Fixture.TOKEN);
          fixture.save(AccountStatus.SUSPENDED);
          NewRoomFacts instead =
              fixture.isDeclined(creation(seen), seen, "a creation on old facts");
          fixture.isCreated(creation(instead), instead, "a creation on the facts instead");
        });
  }

  @Test
  @DisplayName("create: a creation that does not follow from the facts is a programming error")
  default void aCreationThatDoesNotFollowFromTheFacts() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          List<Object> before = fixture.picture();
          NewRoomFacts byAnn = fixture.factsOfNew(ANN, "new", Fixture.TOKEN);
          NewRoomFacts byNobody =
              fixture.factsOfNew(ADMINISTRATOR_OF_ACCOUNT, "new", Fixture.TOKEN);
          NewRoomFacts unknown = fixture.factsOfNew(HOOK, "new", Fixture.TOKEN);
          NewRoomFacts noAccount =
              Fixture.emptyOn(fixture.store)
                  .factsOfNew(ADMINISTRATOR_OF_ACCOUNT, "new", Fixture.TOKEN);
          isAProgrammingError(
              fixture,
              creation(fixture.factsOfNew(ANN, "other", Fixture.TOKEN)),
              byAnn,
              "another id");
          isAProgrammingError(
              fixture, creation(fixture.factsOfNew(ANN, "new", null)), byAnn, "another token");
          isAProgrammingError(fixture, creation(byNobody), byAnn, "a caller who is a member");
          isAProgrammingError(fixture, creation(byAnn), byNobody, "no caller who is a member");
          isAProgrammingError(
              fixture, creation(unknown), unknown, "a caller that the account does not know");
          isAProgrammingError(fixture, creation(noAccount), noAccount, "no account");
          fixture.looksLike(before, "after creations that are programming errors");
        });
  }

  private static void isAProgrammingError(
      Fixture fixture, RoomCreated creation, NewRoomFacts seen, String shown) {
    assertThatThrownBy(() -> fixture.create(creation, seen))
        .as("a creation on facts that show %s", shown)
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("Promise 3: a creation is declined if the account or the caller changed")
  default void creationsOnOldFacts() throws Exception {
    Fixture.useFor(
        Happenings.ofAccount().entrySet(),
        this,
        (happening, fixture) -> {
          NewRoomFacts seen = fixture.factsOfNew(ANN, "new", Fixture.TOKEN);
          happening.getValue().accept(fixture);
          List<Object> before = fixture.picture();
          String what = "a creation on the facts from before " + happening.getKey();
          fixture.isDeclined(creation(seen), seen, what);
          fixture.looksLike(before, "after it declined " + what);
          assertThat(fixture.store.rooms().find(fixture.account, seen.roomId())).isEmpty();
        });
  }

  @Test
  @DisplayName("Promise 3: counts are not compared: what others create and add makes none declined")
  default void countsAreNotComparedOfRooms() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          NewRoomFacts seen = fixture.factsOfNew(ANN, "new", Fixture.TOKEN);
          fixture.created(BOB, "another", token("2", "a"));
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.isCreated(
              creation(seen),
              seen,
              "a creation on the facts from before another, and an addition of the caller");

          RoomFacts updating = fixture.facts(ANN, LOUNGE);
          fixture.given(LOUNGE, ROBOT, Role.MEMBER);
          fixture.isMade(
              update(updating), updating, "an update on the facts from before an addition");
          RoomFacts removing = fixture.facts(ANN, LOUNGE);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          fixture.isMade(
              removal(removing), removing, "a removal on the facts from before an addition");
        });
  }

  @Test
  @DisplayName("Promise 4: a room is not created again with its id, on whatever facts")
  default void noTwinsById() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          NewRoomFacts early = fixture.factsOfNew(ANN, "new", null);
          Room standing = fixture.created(ANN, "new", null);
          NewRoomFacts instead =
              fixture.isDeclined(creation(early), early, "a second room with the same id");
          assertThat(instead.idTaken()).isTrue();
          fixture.isDeclined(
              creation(instead), instead, "a second room on facts that show that its id is taken");
          assertThat(fixture.store.rooms().find(fixture.account, standing.roomId()))
              .contains(standing);
          NewRoomFacts ofSaved = fixture.factsOfNew(BOB, LOUNGE.id().value(), Fixture.TOKEN);
          fixture.isDeclined(
              creation(ofSaved), ofSaved, "a room with the id of one that was saved");
          assertThat(fixture.factsOfNew(BOB, "other", Fixture.TOKEN).earlier())
              .as("a room with the token of a creation that was declined")
              .isEmpty();
        });
  }

  @Test
  @DisplayName("Promise 4: with one token one room is created, whatever the content")
  default void noTwinsByToken() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          NewRoomFacts early = fixture.factsOfNew(ANN, "second", Fixture.TOKEN);
          Room first = fixture.created(ANN, "first", Fixture.TOKEN);
          NewRoomFacts instead =
              fixture.isDeclined(creation(early), early, "a second room with the same token");
          assertThat(instead.idTaken()).isFalse();
          assertThat(instead.earlier())
              .contains(new NewRoomFacts.Earlier(first, Fixture.TOKEN.content()));
          NewRoomFacts other = fixture.factsOfNew(BOB, "second", token("1", "b"));
          assertThat(other.earlier())
              .as("the earlier room for the same token with other content")
              .contains(new NewRoomFacts.Earlier(first, Fixture.TOKEN.content()));
          fixture.isDeclined(
              creation(other), other, "a second room with the same token and other content");

          fixture.created(ANN, "second", token("2", "a"));
          Fixture elsewhere = Fixture.on(fixture.store);
          assertThat(elsewhere.factsOfNew(ANN, "first", Fixture.TOKEN).earlier())
              .as("a room with the same token in another account")
              .isEmpty();
          elsewhere.created(ANN, "first", Fixture.TOKEN);
        });
  }

  @Test
  @DisplayName("Promise 5: an account gets as many rooms as its limit, and not one more")
  default void noAccountBeyondItsLimit() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          NewRoomFacts early = fixture.factsOfNew(BOB, "third", null);
          fixture.created(ANN, "first", null);
          fixture.created(ADMINISTRATOR_OF_ACCOUNT, "second", null);
          NewRoomFacts instead =
              fixture.isDeclined(
                  creation(early), early, "a room in an account that has as many as it may have");
          assertThat(instead.roomCount()).isEqualTo(Fixture.ACCOUNT_ROOM_LIMIT);
          fixture.isDeclined(
              creation(instead), instead, "a room on facts that show a full account");

          assertThat(fixture.remove(LOUNGE)).isTrue();
          fixture.created(BOB, "third", null);
          RoomFacts removed = fixture.facts(ADMINISTRATOR_OF_ACCOUNT, LOUNGE_UPPER);
          fixture.isMade(removal(removed), removed, "a removal");
          fixture.created(BOB, "fourth", null);
        });
  }

  @Test
  @DisplayName("Promise 5: rooms that the host saves count, and are not limited")
  default void savedRoomsCountAndAreNotLimited() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          for (int i = 0; i < 3; i++) {
            fixture
                .store
                .rooms()
                .save(
                    Room.builder()
                        .from(fixture.roomWith(LOUNGE, InvitePolicy.ALL_MEMBERS))
                        .roomId(new RoomId("saved " + i))
                        .build());
          }
          fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS); // once more, which does not count

          NewRoomFacts full = fixture.factsOfNew(ANN, "new", null);
          assertThat(full.roomCount()).isEqualTo(Fixture.ACCOUNT_ROOM_LIMIT + 1);
          fixture.isDeclined(
              creation(full), full, "a room in an account with more rooms than it may have");
          for (int i = 0; i < 2; i++) {
            assertThat(fixture.store.rooms().remove(fixture.account, new RoomId("saved " + i)))
                .isTrue();
          }
          fixture.created(ANN, "new", null);
        });
  }

  @Test
  @DisplayName("Promise 5: who is in as many rooms as it may be creates none, others do")
  default void noCallerBeyondItsLimit() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          NewRoomFacts early = fixture.factsOfNew(ANN, "new", null);
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE_UPPER, ANN, Role.ADMINISTRATOR);
          NewRoomFacts instead =
              fixture.isDeclined(
                  creation(early), early, "a room of a member that is in as many as it may be");
          assertThat(instead.callerRoomCount()).isEqualTo(Fixture.MEMBER_ROOM_LIMIT);
          fixture.created(BOB, "new", null);
          fixture.created(ADMINISTRATOR_OF_ACCOUNT, "of the account", null);
        });
  }

  @Test
  @DisplayName("Promise 2: a room is updated, and removed with its memberships, whole")
  default void aChangeOfARoomIsMadeWhole() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership ann = fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          RoomMembership bob = fixture.given(LOUNGE, BOB, Role.MEMBER);
          RoomMembership elsewhere = fixture.given(LOUNGE_UPPER, BOB, Role.MEMBER);
          RoomFacts seen = fixture.facts(ANN, LOUNGE);
          RoomUpdated update = update(seen);
          fixture.isMade(update, seen, "an update of a room");
          assertThat(fixture.store.rooms().find(fixture.account, LOUNGE.id()))
              .contains(update.room());
          assertThat(update.room().updatedAt())
              .isEqualTo(Fixture.LATER.truncatedTo(ChronoUnit.MILLIS));
          assertThat(fixture.inRoom(LOUNGE)).containsExactlyInAnyOrder(ann, bob);
          fixture.counts(LOUNGE, BOB, 2, 2);
          assertThat(fixture.rooms(ANN, ANN).page().items()).containsExactly(update.room());

          RoomFacts then = fixture.facts(ANN, LOUNGE);
          fixture.isMade(removal(then), then, "a removal of a room");
          assertThat(fixture.store.rooms().find(fixture.account, LOUNGE.id())).isEmpty();
          assertThat(fixture.find(LOUNGE, ANN)).isEmpty();
          assertThat(fixture.roomsOf(BOB)).containsExactly(elsewhere);
          fixture.counts(LOUNGE, ANN, 0, 0);
          assertThat(fixture.factsOfNew(ANN, "new", null).roomCount()).isEqualTo(2);
          assertThat(InvariantTests.differenceOfCounts(fixture)).as("a wrong count").isEmpty();
        });
  }

  @Test
  @DisplayName("Promise 3: an update or a removal of a room is declined if anything changed")
  default void changesOfRoomsOnOldFacts() throws Exception {
    List<Function<RoomFacts, RoomChange>> changes = List.of(Fixture::update, Fixture::removal);
    for (Function<RoomFacts, RoomChange> change : changes) {
      Fixture.useFor(
          Happenings.ofRoom().entrySet(),
          this,
          (happening, fixture) -> {
            fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
            fixture.given(LOUNGE, ANN_SPACE, Role.ADMINISTRATOR);
            RoomFacts seen = fixture.facts(ANN, LOUNGE);
            RoomChange decided = change.apply(seen);
            happening.getValue().accept(fixture);
            List<Object> before = fixture.picture();
            String confirmed =
                "%s on the facts from before %s"
                    .formatted(decided.getClass().getSimpleName(), happening.getKey());
            fixture.isDeclined(decided, seen, confirmed);
            fixture.looksLike(before, "after it declined " + confirmed);
          });
    }
  }

  @Test
  @DisplayName("Promise 2: on the facts that are returned instead the room is changed")
  default void theFactsInsteadOfAChangeOfARoomLeadOn() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          RoomFacts seen = fixture.facts(ANN, LOUNGE);
          fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS);
          RoomFacts instead = fixture.isDeclined(update(seen), seen, "an update on old facts");
          fixture.isMade(update(instead), instead, "an update on the facts instead");
          RoomFacts removing =
              fixture.isDeclined(removal(instead), instead, "a removal on old facts");
          fixture.isMade(removal(removing), removing, "a removal on the facts instead");
        });
  }

  @Test
  @DisplayName("confirm of a room: what does not follow from the facts is a programming error")
  default void aChangeOfARoomThatDoesNotFollowFromTheFacts() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          RoomFacts seen = fixture.facts(ANN, LOUNGE);
          RoomFacts other = fixture.facts(ADMINISTRATOR_OF_ACCOUNT, LOUNGE_UPPER);
          RoomFacts notIn = fixture.facts(BOB, LOUNGE);
          RoomFacts unknown = fixture.facts(HOOK, LOUNGE);
          List<Object> before = fixture.picture();
          isAProgrammingError(fixture, removal(other), seen, "another room");
          isAProgrammingError(fixture, update(other), seen, "another room");
          isAProgrammingError(
              fixture, new RoomRemoved(update(seen).room()), seen, "another name of the room");
          isAProgrammingError(fixture, update(notIn), notIn, "a caller that is not in the room");
          isAProgrammingError(
              fixture, removal(unknown), unknown, "a caller that the account does not know");
          fixture.looksLike(before, "after changes that are programming errors");
        });
  }

  private static void isAProgrammingError(
      Fixture fixture, RoomChange change, RoomFacts seen, String shown) {
    assertThatThrownBy(() -> fixture.confirm(change, seen))
        .as("%s on facts that show %s", change.getClass().getSimpleName(), shown)
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("Promise 8: a room that was created is seen by every read that begins afterwards")
  default void aCreatedRoomIsSeen() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Room room = fixture.created(ANN, "new", Fixture.TOKEN);
          assertThat(fixture.rooms(ANN, null).page().items()).contains(room);
          assertThat(fixture.rooms(ANN, ANN).page().items()).containsExactly(room);
          assertThat(fixture.factsOfNew(ANN, "other", Fixture.TOKEN).earlier()).isPresent();
          RoomFacts seen = fixture.store.rooms().facts(fixture.account, room.roomId(), ANN.id());
          RoomUpdated update = update(seen);
          fixture.isMade(update, seen, "an update of a room");
          assertThat(fixture.rooms(ANN, ANN).page().items()).containsExactly(update.room());
          assertThat(fixture.store.rooms().find(fixture.account, room.roomId()))
              .contains(update.room());
          assertThat(
                  fixture
                      .factsOfNew(ANN, "other", Fixture.TOKEN)
                      .earlier()
                      .map(NewRoomFacts.Earlier::room))
              .contains(update.room());
        });
  }

  @Test
  @DisplayName("Promise 10: with a room its token is free, however the room is removed")
  default void withARoomItsTokenIsFree() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Room other = fixture.created(BOB, "other", token("2", "a"));
          Map<String, Consumer<Room>> ways = new LinkedHashMap<>();
          ways.put(
              "removed by the host",
              room ->
                  assertThat(fixture.store.rooms().remove(fixture.account, room.roomId()))
                      .isTrue());
          ways.put(
              "removed by a member",
              room -> {
                RoomFacts seen =
                    fixture.store.rooms().facts(fixture.account, room.roomId(), ANN.id());
                fixture.isMade(removal(seen), seen, "a removal");
              });
          ways.forEach(
              (how, removing) -> {
                removing.accept(fixture.created(ANN, "first", Fixture.TOKEN));
                NewRoomFacts seen = fixture.factsOfNew(ANN, "first", Fixture.TOKEN);
                assertThat(seen.earlier()).as("the earlier room, after it was %s", how).isEmpty();
                assertThat(seen.roomCount()).as("how many rooms there are").isEqualTo(4);
                assertThat(seen.callerRoomCount()).as("ANN's rooms").isZero();
                fixture.isCreated(
                    creation(seen), seen, "a room with the token of a room that was " + how);
                removing.accept(creation(seen).room());
              });
          assertThat(fixture.factsOfNew(BOB, "new", token("2", "a")).earlier())
              .as("the room that stays")
              .contains(new NewRoomFacts.Earlier(other, token("2", "a").content()));
        });
  }

  @Test
  @DisplayName(
      "Promise 10: memberships go with a room, and its first administrator with its member")
  default void createdRoomsLeaveNoOrphans() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Room room = fixture.created(ANN, "new", Fixture.TOKEN);
          MembershipFacts seen =
              fixture
                  .store
                  .memberships()
                  .facts(new MembershipKey(fixture.account, room.roomId(), BOB.id()), ANN.id());
          fixture.isMade(addition(seen, Role.MEMBER), seen, "an addition");
          assertThat(fixture.remove(ANN)).isTrue();
          RoomFacts facts = fixture.store.rooms().facts(fixture.account, room.roomId(), BOB.id());
          assertThat(facts.administratorCount()).isZero();
          assertThat(facts.membershipCount()).isEqualTo(1);
          assertThat(fixture.store.rooms().remove(fixture.account, room.roomId())).isTrue();
          assertThat(fixture.roomsOf(BOB)).isEmpty();
          assertThat(fixture.factsOfNew(BOB, "new", null).callerRoomCount()).isZero();
        });
  }

  @Test
  @DisplayName("Promise 12: a room that is saved again keeps the token that it was created with")
  default void savingLeavesTheToken() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Room room = fixture.created(ANN, "new", Fixture.TOKEN);
          Room saved = Room.builder().from(room).name("Saved again").build();
          fixture.store.rooms().save(saved);
          NewRoomFacts facts = fixture.factsOfNew(ANN, "other", Fixture.TOKEN);
          assertThat(facts.earlier())
              .contains(new NewRoomFacts.Earlier(saved, Fixture.TOKEN.content()));
          assertThat(facts.roomCount()).isEqualTo(4);
        });
  }

  @Test
  @DisplayName("Promise 12: a room is returned exactly as it was created, and as it was updated")
  default void roomsAreReturnedExactly() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          NewRoomFacts seen =
              fixture.factsOfNew(ADMINISTRATOR_OF_ACCOUNT, "\ud83d\ude00 e\u0301 ", null);
          Room room =
              Room.builder()
                  .accountId(fixture.account)
                  .roomId(seen.roomId())
                  .name(" \ud83d\ude00'\" ")
                  .createdBy("c".repeat(2_048))
                  .createdAt(Fixture.LATER)
                  .updatedAt(Fixture.LATER.plusMillis(1))
                  .invitePolicy(InvitePolicy.ALL_MEMBERS)
                  .membershipLimit(7)
                  .build();
          fixture.isCreated(
              new RoomCreated(room, Optional.empty(), Optional.empty()), seen, "a creation");
          RoomFacts facts = fixture.store.rooms().facts(fixture.account, room.roomId(), null);
          assertThat(facts.room()).contains(room);
          assertThat(fixture.store.rooms().find(fixture.account, room.roomId())).contains(room);
          Room longest = Room.builder().from(room).name("\ud83d\ude00".repeat(2_048)).build();
          fixture.isMade(new RoomUpdated(room, longest), facts, "an update");
          assertThat(fixture.store.rooms().find(fixture.account, room.roomId())).contains(longest);
          assertThat(fixture.rooms(ADMINISTRATOR_OF_ACCOUNT, null).page().items())
              .contains(longest);
        });
  }
}
