package io.chatrooms.testkit;

import static io.chatrooms.testkit.Fixture.addition;
import static io.chatrooms.testkit.Fixture.roleChange;
import static io.chatrooms.testkit.Patience.untilAvailable;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_SPACE;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.OCCUPANTS;
import static io.chatrooms.testkit.SampleMember.ROBOT;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_SPACE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.CreateRoomMembershipRule;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.action.UpdateRoomMembershipRule;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same promises when many threads act at once. */
interface RaceTests extends StoreFactory {
  @Test
  @DisplayName("Promise 1: facts that are read while a member comes and goes are of one instant")
  default void factsAreOfOneInstant() throws Exception {
    race(
        fixture ->
            whileAnnComesAndGoes(
                fixture, () -> agreeWithThemselves(fixture.facts(ANN, LOUNGE, ANN))));
  }

  @Test
  @DisplayName("Promise 2: facts that are returned instead are of one instant, too")
  default void factsInsteadAreOfOneInstant() throws Exception {
    race(
        fixture -> {
          MembershipFacts early = fixture.facts(LOUNGE, ANN);
          fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS);
          whileAnnComesAndGoes(
              fixture,
              () ->
                  agreeWithThemselves(
                      fixture.confirm(addition(early, Role.MEMBER), early).orElseThrow()));
        });
  }

  @Test
  @DisplayName("Promise 1: pages that are read while a member comes and goes are of one instant")
  default void pagesAreOfOneInstant() throws Exception {
    race(
        fixture -> {
          RoomMembership robot = fixture.given(LOUNGE, ROBOT, Role.MEMBER);
          RoomMembership bob = fixture.given(LOUNGE, BOB, Role.MEMBER);
          RoomMembership elsewhere = fixture.given(LOUNGE_SPACE, ANN, Role.MEMBER);
          RoomMembership ann =
              MembershipAdded.of(
                      fixture.key(LOUNGE, ANN), Role.MEMBER, "administrator", Fixture.NOON)
                  .membership();
          RoomMembershipRepository memberships = fixture.store.memberships();
          whileAnnComesAndGoes(
              fixture,
              () -> {
                assertThat(memberships.listByRoom(fixture.account, LOUNGE.id(), null, 2))
                    .isIn(
                        new Page<>(List.of(robot, bob), false),
                        new Page<>(List.of(ann, robot), true));
                assertThat(memberships.listByMember(fixture.account, ANN.id(), null, 1))
                    .isIn(new Page<>(List.of(elsewhere), false), new Page<>(List.of(ann), true));
              });
        });
  }

  /** ANN comes and goes until each of two others has read a few times. */
  static void whileAnnComesAndGoes(Fixture fixture, Runnable reading) {
    AtomicInteger readers = new AtomicInteger(2);
    Race.of(
        3,
        i -> {
          if (i == 0) {
            while (readers.get() > 0 && !Thread.currentThread().isInterrupted()) {
              untilAvailable(
                  () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER));
              untilAvailable(() -> fixture.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN));
            }
          } else {
            try {
              for (int n = 0; n < 5; n++) {
                untilAvailable(
                    () -> {
                      reading.run();
                      return "read";
                    });
              }
            } finally {
              readers.decrementAndGet();
            }
          }
          return i;
        });
  }

  /** Of facts about ANN, who is in no other room, where nobody else is in the room. */
  private static void agreeWithThemselves(MembershipFacts facts) {
    int expected = facts.membership().isPresent() ? 1 : 0;
    assertThat(facts.room().membershipCount())
        .as("the count of the room, with the membership %s", facts.membership())
        .isEqualTo(expected);
    assertThat(facts.roomCount())
        .as("the count of the member's rooms, with the membership %s", facts.membership())
        .isEqualTo(expected);
    if (facts.isAboutCaller()) {
      assertThat(facts.room().callerMembership())
          .as("the membership of the caller, who is the member")
          .isEqualTo(facts.membership());
    }
  }

  @Test
  @DisplayName("Promise 4: of 32 who add the same member one succeeds, and 31 see the membership")
  default void sameMember() throws Exception {
    race(
        fixture -> {
          List<Object> results =
              Race.of(
                  32,
                  i ->
                      untilAvailable(
                          () ->
                              fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER)));
          RoomMembership standing = fixture.find(LOUNGE, ANN).orElseThrow();
          Race.results(results, Created.class, 1);
          assertThat(results)
              .filteredOn(new Conflict(CreateRoomMembershipRule.CRM_05, standing)::equals)
              .hasSize(31);
        });
  }

  @Test
  @DisplayName("Promise 4: of several additions on the same facts one is made")
  default void oneOfSeveralAdditions() throws Exception {
    race(
        fixture -> {
          MembershipFacts seen = fixture.facts(LOUNGE, ANN);
          oneIsMade(
              fixture,
              seen,
              List.of(addition(seen, Role.MEMBER), addition(seen, Role.ADMINISTRATOR)));
        });
  }

  @Test
  @DisplayName("Promise 4: while the last place comes and goes the facts show who is in the room")
  default void whileTheLastPlaceComesAndGoes() throws Exception {
    race(
        fixture -> {
          MembershipFacts early = fixture.facts(LOUNGE, ANN);
          RoomMembership standing = fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          Race.of(
              3,
              i -> {
                for (int n = 0; n < 5; n++) {
                  switch (i) {
                    case 0 ->
                        untilAvailable(
                            () ->
                                fixture.create(
                                    ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN_SPACE, Role.MEMBER));
                    case 1 ->
                        untilAvailable(
                            () -> fixture.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN_SPACE));
                    default -> {
                      Optional<MembershipFacts> instead =
                          untilAvailable(
                              () -> fixture.confirm(addition(early, Role.MEMBER), early));
                      assertThat(instead.flatMap(MembershipFacts::membership))
                          .as("the membership in the facts instead of an addition")
                          .contains(standing);
                    }
                  }
                }
                return i;
              });
        });
  }

  @Test
  @DisplayName("Promise 5: of 64 who want the last place in a room one gets it")
  default void lastPlaceInARoom() throws Exception {
    race(
        fixture -> {
          List<Callable<Object>> additions = Crowd.forOnePlace(fixture, 64);

          List<Object> results = Race.of(additions);

          Race.results(results, Created.class, 1);
          Race.results(results, ResourceLimitExceeded.class, 63);
          assertThat(Crowd.inRoom(fixture)).hasSize(1);
        });
  }

  @Test
  @DisplayName("Promise 5: a member that may be in one more room gets into one of two")
  default void lastRoomOfAMember() throws Exception {
    race(
        fixture -> {
          fixture.given(LOUNGE_SPACE, ANN, Role.MEMBER);
          List<SampleRoom> rooms = List.of(LOUNGE, LOUNGE_UPPER);
          List<Object> results =
              Race.of(
                      4,
                      i ->
                          IntStream.of(i, i + 1)
                              .<Object>mapToObj(
                                  n ->
                                      untilAvailable(
                                          () ->
                                              fixture.create(
                                                  ADMINISTRATOR_OF_ACCOUNT,
                                                  rooms.get(n % 2),
                                                  ANN,
                                                  Role.MEMBER)))
                              .toList())
                  .stream()
                  .flatMap(List::stream)
                  .toList();
          Race.results(results, Created.class, 1);
          Race.results(results, ResourceLimitExceeded.class, 4);
          assertThat(fixture.roomsOf(ANN)).hasSize(Fixture.MEMBER_ROOM_LIMIT);
        });
  }

  @Test
  @DisplayName("Promise 8: all members stay who are added at once")
  default void allWhoAreAddedAtOnceStay() throws Exception {
    List<SampleMember> members = List.of(ANN, ROBOT, BOB);
    race(
        fixture -> {
          List<Object> results =
              Race.of(
                  members.size(),
                  i ->
                      untilAvailable(
                          () ->
                              fixture.create(
                                  ADMINISTRATOR_OF_ACCOUNT, LOUNGE, members.get(i), null)));
          Race.results(results, Created.class, members.size());
          assertThat(fixture.inRoom(LOUNGE))
              .extracting(membership -> membership.key().memberId())
              .containsExactlyElementsOf(members.stream().map(SampleMember::id).toList());
        });
  }

  @Test
  @DisplayName("Promise 10: additions against removals leave counts that equal what they count")
  default void additionsAgainstRemovals() throws Exception {
    List<SampleMember> members = List.of(ANN, ANN_UPPER, ANN_SPACE);
    race(
        fixture -> {
          for (SampleRoom room : List.of(LOUNGE, LOUNGE_UPPER)) {
            fixture.given(room, ANN, Role.MEMBER);
            fixture.given(room, ANN_UPPER, Role.MEMBER);
          }
          Race.of(
              8,
              i -> {
                SampleRoom room = i < 4 ? LOUNGE : LOUNGE_UPPER;
                for (int n = 0; n < 5; n++) {
                  SampleMember added = members.get((n + 2) % 3);
                  SampleMember removed = members.get(n % 3);
                  untilAvailable(
                      () ->
                          i % 2 == 0
                              ? fixture.create(ADMINISTRATOR_OF_ACCOUNT, room, added, Role.MEMBER)
                              : fixture.delete(ADMINISTRATOR_OF_ACCOUNT, room, removed));
                }
                return i;
              });
          countsEqualRows(fixture);
        });
  }

  @Test
  @DisplayName("Promise 10: promotions, demotions and removals leave the count of administrators")
  default void rolesAgainstRemovals() throws Exception {
    race(
        fixture -> {
          fixture.given(LOUNGE, BOB, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          Race.of(
              4,
              i -> {
                for (int n = 0; n < 5; n++) {
                  untilAvailable(
                      () ->
                          switch (i) {
                            case 0 ->
                                fixture.update(
                                    ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.ADMINISTRATOR);
                            case 1 ->
                                fixture.update(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER);
                            case 2 -> fixture.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN);
                            default ->
                                fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER);
                          });
                }
                return i;
              });
          countsEqualRows(fixture);
        });
  }

  @Test
  @DisplayName("Promise 10: the removal of a room leaves no orphan, whatever is added meanwhile")
  default void additionsAgainstTheRemovalOfTheirRoom() throws Exception {
    List<SampleMember> members = List.of(ANN, ANN_UPPER, ANN_SPACE);
    race(
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.MEMBER);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          Race.of(
              6,
              i ->
                  switch (i) {
                    case 0 -> untilAvailable(() -> fixture.remove(LOUNGE));
                    case 1 -> roomsOfAnnAgainAndAgain(fixture);
                    case 2, 3 ->
                        untilAvailable(
                            () ->
                                fixture.create(
                                    ADMINISTRATOR_OF_ACCOUNT,
                                    LOUNGE_UPPER,
                                    members.get(i % 2),
                                    Role.MEMBER));
                    default ->
                        untilAvailable(
                            () ->
                                fixture.create(
                                    ADMINISTRATOR_OF_ACCOUNT,
                                    LOUNGE,
                                    members.get(i % 3),
                                    Role.MEMBER));
                  });
          fixture.save(LOUNGE, InvitePolicy.ALL_MEMBERS);
          assertThat(fixture.inRoom(LOUNGE))
              .as("the memberships of a room that was removed, and saved again")
              .isEmpty();
          countsEqualRows(fixture);
        });
  }

  /** A store lets anyone read at any time, and never deadlocks with a reader. */
  private static int roomsOfAnnAgainAndAgain(Fixture fixture) {
    int read = 0;
    for (int n = 0; n < 20; n++) {
      read += untilAvailable(() -> fixture.roomsOf(ANN)).size();
    }
    return read;
  }

  @Test
  @DisplayName("Promise 10: additions against the removal of their member leave no orphan")
  default void additionsAgainstTheRemovalOfTheirMember() throws Exception {
    List<SampleRoom> rooms = SampleRoom.SAVED;
    race(
        fixture -> {
          Race.of(
              6,
              i ->
                  i == 0
                      ? untilAvailable(() -> fixture.remove(ANN))
                      : untilAvailable(
                          () ->
                              fixture.create(
                                  ADMINISTRATOR_OF_ACCOUNT, rooms.get(i % 3), ANN, Role.MEMBER)));
          fixture.save(ANN);
          assertThat(fixture.roomsOf(ANN))
              .as("the memberships of a member that was removed, and saved again")
              .isEmpty();
          countsEqualRows(fixture);
        });
  }

  private static void countsEqualRows(Fixture fixture) {
    assertThat(InvariantTests.differenceOfCounts(fixture)).as("a wrong count").isEmpty();
    for (SampleRoom room : SampleRoom.SAVED) {
      for (SampleMember member : OCCUPANTS) {
        List<RoomMembership> found = fixture.find(room, member).stream().toList();
        assertThat(fixture.inRoom(room).stream().filter(isOf(fixture, room, member)).toList())
            .as("%s in the listing of %s", member, room)
            .isEqualTo(found);
        assertThat(fixture.roomsOf(member).stream().filter(isOf(fixture, room, member)).toList())
            .as("%s in the listing of %s", room, member)
            .isEqualTo(found);
      }
    }
  }

  private static Predicate<RoomMembership> isOf(
      Fixture fixture, SampleRoom room, SampleMember member) {
    return membership -> membership.key().equals(fixture.key(room, member));
  }

  @Test
  @DisplayName("Promise 10: nobody sees the removal of a room half done")
  default void theRemovalOfARoomIsOneStep() throws Exception {
    race(
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, ROBOT, Role.MEMBER);
          fixture.given(LOUNGE, BOB, Role.MEMBER);
          fixture.given(LOUNGE_UPPER, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE_UPPER, BOB, Role.MEMBER);
          List<Supplier<Object>> reads = new ArrayList<>();
          reads.add(() -> fixture.store.rooms().find(fixture.account, LOUNGE.id()));
          reads.add(() -> fixture.inRoom(LOUNGE));
          for (SampleMember member : List.of(ANN, ROBOT, BOB)) {
            reads.add(() -> fixture.find(LOUNGE, member));
            reads.add(() -> fixture.roomsOf(member));
            reads.add(() -> Fixture.withoutStamp(fixture.facts(ANN, LOUNGE, member)));
            reads.add(() -> Fixture.withoutStamp(fixture.facts(LOUNGE_UPPER, member)));
          }
          HalfDone.isNeverSeen(() -> fixture.remove(LOUNGE), reads);
        });
  }

  @Test
  @DisplayName("Promise 10: nobody sees the removal of a member half done")
  default void theRemovalOfAMemberIsOneStep() throws Exception {
    race(
        fixture -> {
          List<Supplier<Object>> reads = readsOfAnnInTwoRooms(fixture);
          reads.add(() -> fixture.store.members().find(fixture.account, ANN.id()));
          HalfDone.isNeverSeen(() -> fixture.remove(ANN), reads);
        });
  }

  @Test
  @DisplayName("Promise 10: nobody sees the removal of all memberships of a member half done")
  default void theRemovalOfAllMembershipsIsOneStep() throws Exception {
    race(
        fixture -> {
          List<Supplier<Object>> reads = readsOfAnnInTwoRooms(fixture);
          HalfDone.isNeverSeen(() -> fixture.removeAllOf(ANN), reads);
        });
  }

  private static List<Supplier<Object>> readsOfAnnInTwoRooms(Fixture fixture) {
    List<Supplier<Object>> reads = new ArrayList<>();
    reads.add(() -> fixture.roomsOf(ANN));
    for (SampleRoom room : List.of(LOUNGE, LOUNGE_UPPER)) {
      fixture.given(room, ANN, Role.ADMINISTRATOR);
      fixture.given(room, BOB, Role.MEMBER);
      reads.add(() -> fixture.find(room, ANN));
      reads.add(() -> fixture.inRoom(room));
      reads.add(() -> Fixture.withoutStamp(fixture.facts(BOB, room, ANN)));
      reads.add(() -> Fixture.withoutStamp(fixture.facts(ANN, room, BOB)));
    }
    return reads;
  }

  @Test
  @DisplayName("Promise 3: nothing is made on an account after its suspension was seen")
  default void nothingIsMadeAfterTheAccountWasSuspended() throws Exception {
    nothingIsMadeAfter(fixture -> fixture.save(AccountStatus.SUSPENDED), ByAnn.asAdministrator());
  }

  @Test
  @DisplayName("Promise 3: nothing is made for a caller after its demotion was seen")
  default void nothingIsMadeAfterTheCallerWasDemoted() throws Exception {
    nothingIsMadeAfter(
        fixture ->
            untilAvailable(
                () -> fixture.update(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER)),
        ByAnn.asAdministrator());
  }

  @Test
  @DisplayName("Promise 3: nothing is made for a caller after its removal from the room was seen")
  default void nothingIsMadeAfterTheCallerWasRemoved() throws Exception {
    nothingIsMadeAfter(
        fixture -> untilAvailable(() -> fixture.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN)),
        ByAnn.asAdministrator());
  }

  @Test
  @DisplayName("Promise 3: nothing is made for a caller after its suspension was seen")
  default void nothingIsMadeAfterTheCallerWasSuspended() throws Exception {
    nothingIsMadeAfter(fixture -> fixture.suspend(ANN), ByAnn.asAdministrator());
  }

  @Test
  @DisplayName("Promise 3: no member is added or promoted after its suspension was seen")
  default void nothingIsMadeAfterTheMemberWasSuspended() throws Exception {
    nothingIsMadeAfter(fixture -> fixture.suspend(ANN_UPPER), ByAnn.ADDITION, ByAnn.PROMOTION);
  }

  @Test
  @DisplayName("Promise 3: no plain member invites after the invite policy was seen to change")
  default void nothingIsMadeAfterTheInvitePolicyChanged() throws Exception {
    nothingIsMadeAfter(
        fixture -> fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS),
        ByAnn.INVITATION_BY_A_PLAIN_MEMBER);
  }

  /**
   * ANN acts on what she may do in LOUNGE. Another thread takes that from her at any moment of the
   * action, and reads the membership at once. It must never change afterwards.
   */
  private void nothingIsMadeAfter(Consumer<Fixture> change, ByAnn... actions) throws Exception {
    Random random = new Random();
    AtomicLong usual = new AtomicLong();
    AtomicInteger turn = new AtomicInteger();
    race(
        fixture -> {
          ByAnn action = actions[turn.getAndIncrement() % actions.length];
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          action.prepare(fixture);
          MembershipFacts early = fixture.facts(LOUNGE, ANN_SPACE);
          fixture.given(LOUNGE, ANN_SPACE, Role.ADMINISTRATOR);
          Optional<RoomMembership> before = fixture.find(LOUNGE, ANN_UPPER);
          AtomicInteger underWay = new AtomicInteger(2);
          // Where confirmations in a room wait for each other, the change comes while one waits.
          Callable<Object> crowding =
              () -> {
                for (int n = 0; n < 1_000 && underWay.get() > 0; n++) {
                  untilAvailable(() -> fixture.confirm(addition(early, Role.MEMBER), early));
                }
                return "crowded";
              };
          Callable<Object> acting =
              () -> {
                long begun = System.nanoTime();
                Object result = untilAvailable(() -> action.on(fixture));
                usual.set(System.nanoTime() - begun);
                underWay.decrementAndGet();
                return result;
              };
          long moment = random.nextLong(usual.get() + 1);
          Callable<Object> changing =
              () -> {
                StartingLine.letPass(moment);
                Object seen =
                    untilAvailable(
                        () -> {
                          change.accept(fixture);
                          return fixture.find(LOUNGE, ANN_UPPER);
                        });
                underWay.decrementAndGet();
                return seen;
              };

          List<Object> results = Race.of(List.of(acting, changing, crowding, crowding, crowding));

          Optional<RoomMembership> after = fixture.find(LOUNGE, ANN_UPPER);
          assertThat((Object) after)
              .as("the membership that was seen after the change, with the %s under way", action)
              .isEqualTo(results.get(1));
          assertThat(results.get(0) instanceof Refusal)
              .as("that ANN was refused: %s", results.get(0))
              .isEqualTo(after.equals(before));
        });
  }

  @Test
  @DisplayName("Promise 6: of two administrators who demote each other one remains")
  default void demotingEachOther() throws Exception {
    race(
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, Role.ADMINISTRATOR);

          Race.of(
              List.<Callable<Object>>of(
                  () -> untilAvailable(() -> fixture.update(ANN, LOUNGE, BOB, Role.MEMBER)),
                  () -> untilAvailable(() -> fixture.update(BOB, LOUNGE, ANN, Role.MEMBER))));

          assertThat(fixture.inRoom(LOUNGE))
              .extracting(RoomMembership::role)
              .containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.MEMBER);
        });
  }

  @Test
  @DisplayName("Promise 6: of two administrators who are removed or demoted at once one remains")
  default void theLastTwoAdministrators() throws Exception {
    List<SampleRoom> rooms = SampleRoom.SAVED;
    race(
        fixture -> {
          for (int ways = 0; ways < 3; ways++) {
            int demoted = ways;
            SampleRoom room = rooms.get(ways);
            List<SampleMember> administrators = List.of(ANN, BOB);
            administrators.forEach(member -> fixture.given(room, member, Role.ADMINISTRATOR));
            fixture.given(room, ROBOT, Role.MEMBER);

            Race.of(
                2,
                i -> {
                  SampleMember member = administrators.get(i);
                  return untilAvailable(
                      () ->
                          i < demoted
                              ? fixture.update(ADMINISTRATOR_OF_ACCOUNT, room, member, Role.MEMBER)
                              : fixture.delete(ADMINISTRATOR_OF_ACCOUNT, room, member));
                });

            assertThat(fixture.inRoom(room))
                .extracting(RoomMembership::role)
                .as(
                    "the roles that are left, after %s of 2 were demoted, the rest removed",
                    demoted)
                .containsOnlyOnce(Role.ADMINISTRATOR);
            for (SampleMember member : List.of(ANN, BOB, ROBOT)) {
              fixture.removeAllOf(member);
            }
          }
        });
  }

  @Test
  @DisplayName("Promise 7: of several removals of one membership one is made")
  default void oneOfSeveralRemovals() throws Exception {
    oneOfSeveral(List.of(Fixture::removal, Fixture::removal));
  }

  @Test
  @DisplayName("Promise 7: of removals and changes of role of one membership one is made")
  default void oneOfRemovalsAndChangesOfRole() throws Exception {
    oneOfSeveral(List.of(Fixture::removal, seen -> roleChange(seen, Role.ADMINISTRATOR)));
  }

  @Test
  @DisplayName("Promise 7: of several changes of role of one membership one is made")
  default void oneOfSeveralChangesOfRole() throws Exception {
    oneOfSeveral(
        List.of(
            seen -> roleChange(seen, Role.ADMINISTRATOR),
            seen -> roleChange(seen, Role.ADMINISTRATOR)));
  }

  private void oneOfSeveral(List<Function<MembershipFacts, MembershipChange>> changes)
      throws Exception {
    race(
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, Role.MEMBER);
          MembershipFacts seen = fixture.facts(LOUNGE, BOB);
          oneIsMade(fixture, seen, changes.stream().map(change -> change.apply(seen)).toList());
        });
  }

  /** Two threads try each of the changes; the others are to see what the one that was made left. */
  private static void oneIsMade(
      Fixture fixture, MembershipFacts seen, List<? extends MembershipChange> changes) {
    List<Optional<MembershipFacts>> instead =
        Race.of(
            2 * changes.size(),
            i -> untilAvailable(() -> fixture.confirm(changes.get(i % changes.size()), seen)));
    assertThat(instead.stream().filter(Optional::isEmpty).count())
        .as(
            "how many of %s changes were made, twice each of%n  %s%n",
            instead.size(), Story.of(changes))
        .isEqualTo(1);
    MembershipChange made =
        changes.get(instead.indexOf(Optional.<MembershipFacts>empty()) % changes.size());
    assertThat(fixture.find(LOUNGE, seen.membership().isPresent() ? BOB : ANN))
        .as("the membership in the end")
        .isEqualTo(made.after());
    instead.stream()
        .flatMap(Optional::stream)
        .forEach(
            facts ->
                assertThat(facts.membership())
                    .as("the membership in the facts instead of a change that was not made")
                    .isEqualTo(made.after()));
    countsEqualRows(fixture);
  }

  @Test
  @DisplayName("Promise 7: of those who remove or promote one member, one does")
  default void oneDoes() throws Exception {
    race(
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, Role.MEMBER);
          List<Object> removals =
              Race.of(4, i -> untilAvailable(() -> fixture.delete(ANN, LOUNGE, BOB)));
          Race.results(removals, Deleted.class, 1);
          Race.results(removals, NotFound.class, 3);

          fixture.given(LOUNGE, BOB, Role.MEMBER);
          List<Object> promotions =
              Race.of(
                  4,
                  i -> untilAvailable(() -> fixture.update(ANN, LOUNGE, BOB, Role.ADMINISTRATOR)));
          Race.results(promotions, Updated.class, 4);
          assertThat(promotions)
              .as("the results, of which one is by URM-07, and the rest by URM-04")
              .filteredOn(
                  result ->
                      result instanceof Updated updated
                          && updated.rule() == UpdateRoomMembershipRule.URM_07)
              .hasSize(1);
        });
  }

  @Test
  @DisplayName("Promise 7: a change of role against a removal brings nobody back")
  default void aChangeOfRoleAgainstARemoval() throws Exception {
    race(
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, Role.MEMBER);

          List<Object> results =
              Race.of(
                  List.<Callable<Object>>of(
                      () ->
                          untilAvailable(
                              () ->
                                  fixture.update(
                                      ADMINISTRATOR_OF_ACCOUNT, LOUNGE, BOB, Role.ADMINISTRATOR)),
                      () ->
                          untilAvailable(
                              () -> fixture.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, BOB))));

          assertThat(results.get(1)).isInstanceOf(Deleted.class);
          assertThat(fixture.find(LOUNGE, BOB))
              .as(
                  "the membership, after its removal, and a change of its role that returned %s",
                  results.get(0))
              .isEmpty();
        });
  }

  /** Repeats a race on one store. */
  private void race(Fixture.Use once) throws Exception {
    FreshStore.use(this, Fixture.MEMBER_ROOM_LIMIT, store -> Race.repeat(50, store, once));
  }
}
