package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same promises when many come at once. */
interface RaceTests extends StoreFactory {
  /** A store on a slow disk shall not wait for ever. */
  int USUAL_SECONDS = 2;

  @Test
  @DisplayName("Promise 1: facts that are read while a member comes and goes are of one instant")
  default void factsAreOfOneInstant() throws Exception {
    race(
        (store, cast) ->
            Race.of(
                3,
                i -> {
                  for (int n = 0; n < 5; n++) {
                    if (i == 0) {
                      new Action.Create(-1, 0, 0, Role.MEMBER).on(store, cast);
                      new Action.Remove(-1, 0, 0).on(store, cast);
                    } else {
                      agreesWithItself(
                          Action.patiently(
                              () -> store.memberships().facts(cast.key(0, 0), Cast.member(0))));
                    }
                  }
                  return i;
                }));
  }

  /** Of one who is in no other room, and asks itself, where nobody else is in the room. */
  private static void agreesWithItself(MembershipFacts facts) {
    int in = facts.membership().isPresent() ? 1 : 0;
    assertThat(facts.roomMembershipCount())
        .as("the count of the room, while the membership is %s", facts.membership())
        .isEqualTo(in);
    assertThat(facts.memberRoomCount())
        .as("the count of the member, while the membership is %s", facts.membership())
        .isEqualTo(in);
    assertThat(facts.callerMembership())
        .as("the membership of the caller, who is the member")
        .isEqualTo(facts.membership());
  }

  @Test
  @DisplayName("Promise 3: of 32 who add the same member, one succeeds and 31 see what stands")
  default void sameMember() throws Exception {
    race(
        (store, cast) -> {
          List<Object> told =
              Race.of(32, i -> new Action.Create(-1, 0, 0, Role.MEMBER).on(store, cast));
          RoomMembership standing = store.memberships().find(cast.key(0, 0)).orElseThrow();
          Race.told(told, Created.class, 1);
          assertThat(told).filteredOn(new Conflict(standing)::equals).hasSize(31);
        });
  }

  @Test
  @DisplayName("Promise 4: of 64 who want the last seat one gets it, and 63 hear that it is gone")
  default void lastSeat() throws Exception {
    race(
        (store, cast) -> {
          Room room =
              Room.builder()
                  .from(cast.roomIs(0, InvitePolicy.ALL_MEMBERS))
                  .roomId(new RoomId("one seat"))
                  .membershipLimit(1)
                  .build();
          store.rooms().save(room);
          List<MembershipKey> keys =
              IntStream.range(0, 64)
                  .mapToObj(i -> new MemberId("candidate " + i))
                  .map(id -> new MembershipKey(cast.account, room.roomId(), id))
                  .toList();
          keys.forEach(key -> store.members().save(user(key)));

          List<Object> told = Race.of(64, i -> Action.create(store, keys.get(i)));

          Race.told(told, Created.class, 1);
          Race.told(told, ResourceLimitExceeded.class, 63);
          assertThat(store.memberships().listByRoom(cast.account, room.roomId(), null, 99).items())
              .hasSize(1);
        });
  }

  private static Member user(MembershipKey key) {
    return Member.builder()
        .accountId(key.accountId())
        .memberId(key.memberId())
        .type(MemberType.USER)
        .build();
  }

  @Test
  @DisplayName("Promise 4: a member with one room to spare gets into one of two, in either order")
  default void lastRoom() throws Exception {
    race(
        (store, cast) -> {
          new Action.Create(-1, 2, 0, Role.MEMBER).on(store, cast);
          List<List<Object>> told =
              Race.of(
                  4,
                  i ->
                      List.of(
                          new Action.Create(-1, i % 2, 0, Role.MEMBER).on(store, cast),
                          new Action.Create(-1, 1 - i % 2, 0, Role.MEMBER).on(store, cast)));
          List<Object> all = told.stream().flatMap(List::stream).toList();
          Race.told(all, Created.class, 1);
          Race.told(all, ResourceLimitExceeded.class, 4);
          assertThat(
                  store.memberships().listByMember(cast.account, Cast.member(0), null, 9).items())
              .hasSize(Cast.MEMBER_ROOM_LIMIT);
        });
  }

  @Test
  @DisplayName("Promise 5: who is in is told so while the last seat comes and goes")
  default void inIsInWhileTheLastSeatComesAndGoes() throws Exception {
    race(
        (store, cast) -> {
          MembershipKey key = cast.key(0, 0);
          MembershipFacts early = store.memberships().facts(key, null);
          new Action.Create(-1, 0, 0, Role.ADMINISTRATOR).on(store, cast);
          new Action.Create(-1, 0, 1, Role.MEMBER).on(store, cast);
          RoomMembership standing = store.memberships().find(key).orElseThrow();
          Race.of(
              3,
              i -> {
                for (int n = 0; n < 5; n++) {
                  switch (i) {
                    case 0 -> new Action.Create(-1, 0, 2, Role.MEMBER).on(store, cast);
                    case 1 -> new Action.Remove(-1, 0, 2).on(store, cast);
                    default ->
                        assertThat(Action.patiently(() -> store.memberships().add(standing, early)))
                            .as("an add of who is in, on facts from before")
                            .isIn(new AddOutcome.AlreadyMember(standing), new AddOutcome.Stale());
                  }
                }
                return i;
              });
        });
  }

  @Test
  @DisplayName("Promise 9: adds against removals leave counts that equal what they count")
  default void addAgainstRemove() throws Exception {
    race(
        (store, cast) -> {
          for (int member = 0; member < 2; member++) {
            new Action.Create(-1, 0, member, Role.MEMBER).on(store, cast);
            new Action.Create(-1, 1, member, Role.MEMBER).on(store, cast);
          }
          Race.of(
              8,
              i -> {
                for (int n = 0; n < 5; n++) {
                  Object told =
                      i % 2 == 0
                          ? new Action.Create(-1, i / 4, (n + 2) % 3, Role.MEMBER).on(store, cast)
                          : new Action.Remove(-1, i / 4, n % 3).on(store, cast);
                  assertThat(told).isNotNull();
                }
                return i;
              });
          countsEqualRows(store, cast);
        });
  }

  @Test
  @DisplayName(
      "Promise 9: the removal of a room leaves no orphan, whatever its members do meanwhile")
  default void addAgainstRoomRemoval() throws Exception {
    race(
        (store, cast) -> {
          for (int member = 0; member < 2; member++) {
            new Action.Create(-1, 0, member, Role.MEMBER).on(store, cast);
          }
          Race.of(
              6,
              i ->
                  switch (i) {
                    case 0 -> Action.patiently(() -> new Action.RemoveRoom(0).on(store, cast));
                    case 1 -> Action.patiently(() -> roomsOfOneRead(store, cast));
                    case 2, 3 -> new Action.Create(-1, 1, i % 2, Role.MEMBER).on(store, cast);
                    default -> new Action.Create(-1, 0, i % 3, Role.MEMBER).on(store, cast);
                  });
          store.rooms().save(cast.roomIs(0, InvitePolicy.ALL_MEMBERS));
          assertThat(store.memberships().listByRoom(cast.account, Cast.room(0), null, 9).items())
              .as("what is left in a room that was removed, and saved again")
              .isEmpty();
          countsEqualRows(store, cast);
        });
  }

  /** Reads the rooms of a member again and again, as a store must let anyone do at any time. */
  private static int roomsOfOneRead(Store store, Cast cast) {
    int read = 0;
    for (int n = 0; n < 20; n++) {
      read +=
          store.memberships().listByMember(cast.account, Cast.member(0), null, 9).items().size();
    }
    return read;
  }

  @Test
  @DisplayName("Promise 9: adds against the removal of their member leave no orphan")
  default void addAgainstMemberRemoval() throws Exception {
    race(
        (store, cast) -> {
          Race.of(
              6,
              i ->
                  i == 0
                      ? Action.patiently(() -> new Action.RemoveMember(0).on(store, cast))
                      : new Action.Create(-1, i % 3, 0, Role.MEMBER).on(store, cast));
          store.members().save(cast.memberIs(0, false));
          assertThat(
                  store.memberships().listByMember(cast.account, Cast.member(0), null, 9).items())
              .as("what is left of a member that was removed, and saved again")
              .isEmpty();
          countsEqualRows(store, cast);
        });
  }

  private static void countsEqualRows(Store store, Cast cast) {
    for (int room = 0; room < Cast.rooms(); room++) {
      for (int member = 0; member < Cast.members(); member++) {
        MembershipFacts facts = store.memberships().facts(cast.key(room, member), null);
        Page<RoomMembership> inRoom =
            store.memberships().listByRoom(cast.account, Cast.room(room), null, 99);
        Page<RoomMembership> ofMember =
            store.memberships().listByMember(cast.account, Cast.member(member), null, 99);
        assertThat(facts.roomMembershipCount())
            .as("the count of the room, of which the listing shows %s", inRoom.items())
            .isEqualTo(inRoom.items().size());
        assertThat(facts.memberRoomCount())
            .as("the count of the member, of which the listing shows %s", ofMember.items())
            .isEqualTo(ofMember.items().size());
        facts
            .membership()
            .ifPresentOrElse(
                standing -> {
                  assertThat(inRoom.items()).contains(standing);
                  assertThat(ofMember.items()).contains(standing);
                },
                () -> {
                  assertThat(inRoom.items()).noneMatch(m -> m.key().equals(facts.key()));
                  assertThat(ofMember.items()).noneMatch(m -> m.key().equals(facts.key()));
                });
      }
    }
  }

  @Test
  @DisplayName("Promise 6: no add lands on an account after its suspension was seen")
  default void addAgainstSuspension() throws Exception {
    nothingLandsAfter(
        (store, cast) -> store.accounts().save(cast.accountIs(AccountStatus.SUSPENDED)));
  }

  @Test
  @DisplayName("Promise 6: no add of a caller lands after its demotion was seen")
  default void addAgainstDemotion() throws Exception {
    nothingLandsAfter(
        (store, cast) -> new Action.ChangeRole(-1, 0, 0, Role.MEMBER).on(store, cast));
  }

  @Test
  @DisplayName("Promise 6: no add of a caller lands after its removal from the room was seen")
  default void addAgainstRemovalOfTheCaller() throws Exception {
    nothingLandsAfter((store, cast) -> new Action.Remove(-1, 0, 0).on(store, cast));
  }

  @Test
  @DisplayName("Promise 6: no add of a caller lands after its suspension was seen")
  default void addAgainstSuspensionOfTheCaller() throws Exception {
    nothingLandsAfter((store, cast) -> store.members().save(cast.memberIs(0, true)));
  }

  @Test
  @DisplayName("Promise 6: no add of a member lands after its suspension was seen")
  default void addAgainstSuspensionOfTheMember() throws Exception {
    nothingLandsAfter((store, cast) -> store.members().save(cast.memberIs(1, true)));
  }

  /**
   * One adds an administrator to a room in which it is one itself; the other takes the ground from
   * under that at any moment of the add, and looks at once. Who then sees no membership must never
   * see it appear.
   */
  private void nothingLandsAfter(BiConsumer<Store, Cast> change) throws Exception {
    Random random = new Random();
    AtomicLong usual = new AtomicLong();
    race(
        (store, cast) -> {
          new Action.Create(-1, 0, 0, Role.ADMINISTRATOR).on(store, cast);
          MembershipFacts early = store.memberships().facts(cast.key(0, 2), null);
          new Action.Create(-1, 0, 2, Role.ADMINISTRATOR).on(store, cast);
          RoomMembership standing = store.memberships().find(cast.key(0, 2)).orElseThrow();
          AtomicInteger underWay = new AtomicInteger(2);
          // Where adds to a room wait for each other, the change shall come while one waits.
          Callable<Object> crowding =
              () -> {
                for (int n = 0; n < 1_000 && underWay.get() > 0; n++) {
                  Action.patiently(() -> store.memberships().add(standing, early));
                }
                return "crowded";
              };
          Callable<Object> adding =
              () -> {
                long begun = System.nanoTime();
                Object told = new Action.Create(0, 0, 1, Role.ADMINISTRATOR).on(store, cast);
                usual.set(System.nanoTime() - begun);
                underWay.decrementAndGet();
                return told;
              };
          long moment = random.nextLong(usual.get() + 1);
          Callable<Object> changing =
              () -> {
                StartingLine.letPass(moment);
                Object seen =
                    Action.patiently(
                        () -> {
                          change.accept(store, cast);
                          return store.memberships().find(cast.key(0, 1));
                        });
                underWay.decrementAndGet();
                return seen;
              };

          List<Object> told = Race.of(List.of(adding, changing, crowding, crowding, crowding));

          boolean seenRightAfter = !told.get(1).equals(Optional.empty());
          boolean stands = store.memberships().find(cast.key(0, 1)).isPresent();
          assertThat(stands)
              .as("the change was seen, then no membership, then the membership stood")
              .isEqualTo(seenRightAfter);
          assertThat(told.get(0) instanceof Created).isEqualTo(stands);
        });
  }

  @Test
  @DisplayName("Promise 12: of two administrators who demote each other one remains")
  default void demotingEachOther() throws Exception {
    race(
        (store, cast) -> {
          new Action.Create(-1, 0, 0, Role.ADMINISTRATOR).on(store, cast);
          new Action.Create(-1, 0, 1, Role.ADMINISTRATOR).on(store, cast);

          Race.of(2, i -> new Action.ChangeRole(i, 0, 1 - i, Role.MEMBER).on(store, cast));

          assertThat(store.memberships().listByRoom(cast.account, Cast.room(0), null, 9).items())
              .extracting(RoomMembership::role)
              .containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.MEMBER);
        });
  }

  @Test
  @DisplayName("Promise 12: of two administrators who are removed or demoted at once one remains")
  default void theLastTwoAdministrators() throws Exception {
    race(
        (store, cast) -> {
          for (int ways = 0; ways < 3; ways++) {
            int room = ways;
            new Action.Create(-1, room, 0, Role.ADMINISTRATOR).on(store, cast);
            new Action.Create(-1, room, 1, Role.ADMINISTRATOR).on(store, cast);
            new Action.Create(-1, room, 2, Role.MEMBER).on(store, cast);
            int demoted = ways;

            Race.of(
                2,
                i ->
                    i < demoted
                        ? new Action.ChangeRole(-1, room, i, Role.MEMBER).on(store, cast)
                        : new Action.Remove(-1, room, i).on(store, cast));

            assertThat(
                    store.memberships().listByRoom(cast.account, Cast.room(room), null, 9).items())
                .extracting(RoomMembership::role)
                .as(
                    "the roles of who is left, after %d of 2 were demoted, the rest removed",
                    demoted)
                .containsOnlyOnce(Role.ADMINISTRATOR);
            for (int member = 0; member < 3; member++) {
              store.memberships().removeAllOf(cast.account, Cast.member(member));
            }
          }
        });
  }

  @Test
  @DisplayName("Promise 12: a change of role against a removal brings nobody back")
  default void changeAgainstRemoval() throws Exception {
    race(
        (store, cast) -> {
          new Action.Create(-1, 0, 0, Role.ADMINISTRATOR).on(store, cast);
          new Action.Create(-1, 0, 1, Role.MEMBER).on(store, cast);
          Callable<Object> changing =
              () -> new Action.ChangeRole(-1, 0, 1, Role.ADMINISTRATOR).on(store, cast);
          Callable<Object> removing = () -> new Action.Remove(-1, 0, 1).on(store, cast);

          List<Object> told = Race.of(List.of(changing, removing));

          assertThat(told.get(1)).isEqualTo(ChangeOutcome.CHANGED);
          assertThat(store.memberships().find(cast.key(0, 1)))
              .as(
                  "the membership, after its removal and a change of its role that answered %s",
                  told.get(0))
              .isEmpty();
        });
  }

  /** Repeats a race, each time with an account of its own, on one store. */
  private void race(BiConsumer<Store, Cast> once) throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        store -> {
          long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Effort.times(USUAL_SECONDS));
          for (int i = 0; i < Effort.times(50) && System.nanoTime() - end < 0; i++) {
            Cast cast = new Cast();
            cast.enter(store);
            once.accept(store, cast);
          }
        });
  }
}
