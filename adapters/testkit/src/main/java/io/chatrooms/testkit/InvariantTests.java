package io.chatrooms.testkit;

import static io.chatrooms.testkit.Promise.AN_ADMINISTRATOR_IS_LEFT;
import static io.chatrooms.testkit.Promise.NO_LIMIT_PASSED;
import static io.chatrooms.testkit.Promise.NO_ORPHANS;
import static io.chatrooms.testkit.Promise.NO_TWINS;
import static io.chatrooms.testkit.Promise.WHOLE_LISTINGS;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_SPACE;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.OCCUPANTS;
import static io.chatrooms.testkit.SampleMember.ROBOT;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import net.jqwik.api.Arbitraries;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds of the whole store, whatever was done to it and by how many threads. */
interface InvariantTests extends StoreFactory {
  @Test
  @DisplayName("Invariants 1 to 5, 8: they hold after whatever threads did side by side")
  default void invariantsHold() throws Exception {
    // No action is about BOB, so the room that he is in is never empty.
    List<SampleMember> actors = List.of(ANN, ANN_UPPER, ANN_SPACE, ROBOT);
    FreshStore.useTight(
        this,
        store ->
            Search.forAll(
                Arbitraries.oneOf(
                        ArbitraryActions.aboutMemberships(SampleRoom.SAVED, actors),
                        ArbitraryActions.aboutRooms(List.of(SampleRoom.values()), actors),
                        ArbitraryActions.additionToLounge(actors))
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(4)
                    .list()
                    .ofMinSize(2)
                    .ofMaxSize(3),
                Effort.times(1_000),
                threads -> brokenAfter(store, threads)));
  }

  private static Optional<Wrong> brokenAfter(Store store, List<List<Action>> threads) {
    Fixture fixture = Fixture.on(store);
    fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
    fixture.given(LOUNGE, BOB, Role.MEMBER);
    Race.of(
        threads.stream()
            .<Callable<List<Object>>>map(
                actions -> () -> actions.stream().map(action -> action.on(fixture)).toList())
            .toList());
    return broken(fixture, threads)
        .map(
            broken ->
                Wrong.because(
                    """
                    %s
                    ANN as ADMINISTRATOR and BOB as MEMBER were in LOUNGE. Then, side by side:
                      %s
                    Afterwards the store returns
                      %s
                    %s
                    %s"""
                        .formatted(
                            broken.what,
                            Story.lines(threads),
                            Story.lines(fixture.picture()),
                            Fixture.LEGEND,
                            broken.promise.hint())));
  }

  private static Optional<Broken> broken(Fixture fixture, List<List<Action>> threads) {
    Set<RoomMembership> byRoom = new HashSet<>();
    for (SampleRoom room : SampleRoom.values()) {
      List<RoomMembership> all = fixture.inRoom(room);
      if (new HashSet<>(all.stream().map(RoomMembership::key).toList()).size() < all.size()) {
        return broken(1, NO_TWINS, room + " has a member twice");
      }
      if (SampleRoom.SAVED.contains(room) && all.size() > Fixture.ROOM_LIMIT) {
        return broken(
            2,
            NO_LIMIT_PASSED,
            "%s has %s memberships, and its limit is %s"
                .formatted(room, all.size(), Fixture.ROOM_LIMIT));
      }
      if (!all.equals(pageByPage(fixture, room))) {
        return broken(8, WHOLE_LISTINGS, "the pages of %s are not its listing".formatted(room));
      }
      byRoom.addAll(all);
    }
    Set<RoomMembership> byMember = new HashSet<>();
    for (SampleMember member : OCCUPANTS) {
      List<RoomMembership> all = fixture.roomsOf(member);
      if (all.size() > Fixture.MEMBER_ROOM_LIMIT) {
        return broken(
            2,
            NO_LIMIT_PASSED,
            "%s is in %s rooms, and its limit is %s"
                .formatted(member, all.size(), Fixture.MEMBER_ROOM_LIMIT));
      }
      byMember.addAll(all);
    }
    if (!byRoom.equals(byMember)) {
      return broken(
          4, NO_ORPHANS, "the listings of rooms and those of members are not the same memberships");
    }
    int rooms = fixture.rooms(ADMINISTRATOR_OF_ACCOUNT, null).page().items().size();
    boolean roomSaved =
        threads.stream().flatMap(List::stream).anyMatch(Action.SaveRoom.class::isInstance);
    if (!roomSaved && rooms > Fixture.TIGHT_ACCOUNT_ROOM_LIMIT) {
      return broken(
          2,
          NO_LIMIT_PASSED,
          "the account has %s rooms, and its limit is %s"
              .formatted(rooms, Fixture.TIGHT_ACCOUNT_ROOM_LIMIT));
    }
    Optional<String> difference = differenceOfCounts(fixture);
    if (difference.isPresent()) {
      return broken(3, NO_ORPHANS, difference.get());
    }
    boolean administratorRemoved =
        threads.stream().flatMap(List::stream).anyMatch(InvariantTests::mayRemoveAdministrator);
    if (!administratorRemoved
        && fixture.inRoom(LOUNGE).stream().noneMatch(m -> m.role() == Role.ADMINISTRATOR)) {
      return broken(
          5, AN_ADMINISTRATOR_IS_LEFT, "LOUNGE has members and has lost its administrator");
    }
    return Optional.empty();
  }

  /** A broken invariant, in words, and the promise that it follows from. */
  record Broken(String what, Promise promise) {}

  private static Optional<Broken> broken(int invariant, Promise promise, String how) {
    return Optional.of(
        new Broken(
            "Invariant %s (promise %s) is broken: %s.".formatted(invariant, promise.number(), how),
            promise));
  }

  private static boolean mayRemoveAdministrator(Action action) {
    return action instanceof Action.RemoveMember
        || action instanceof Action.RemoveAllOf
        || action instanceof Action.RemoveRoom
        || action instanceof RoomAction.DeleteRoom;
  }

  /** The first count that is not what it counts; empty if all are right. */
  static Optional<String> differenceOfCounts(Fixture fixture) {
    List<RoomId> rooms =
        fixture.rooms(ADMINISTRATOR_OF_ACCOUNT, null).page().items().stream()
            .map(Room::roomId)
            .toList();
    int counted = fixture.factsOfNew(ADMINISTRATOR_OF_ACCOUNT, "a new room", null).roomCount();
    if (counted != rooms.size()) {
      return Optional.of(
          "the account counts %s rooms, and has %s".formatted(counted, rooms.size()));
    }
    for (SampleRoom room : SampleRoom.values()) {
      if (SampleRoom.CREATED.contains(room) && !rooms.contains(room.id())) {
        continue; // Most tests create no room, and the counts of such a room are read often.
      }
      List<RoomMembership> inRoom = fixture.inRoom(room);
      long administrators = inRoom.stream().filter(m -> m.role() == Role.ADMINISTRATOR).count();
      for (SampleMember member : OCCUPANTS) {
        MembershipFacts facts = fixture.facts(room, member);
        if (facts.room().membershipCount() != inRoom.size()) {
          return Optional.of(
              "%s counts %s memberships, and has %s"
                  .formatted(room, facts.room().membershipCount(), inRoom.size()));
        }
        if (facts.room().administratorCount() != administrators) {
          return Optional.of(
              "%s counts %s administrators, and has %s"
                  .formatted(room, facts.room().administratorCount(), administrators));
        }
        int ofMember = fixture.roomsOf(member).size();
        if (facts.roomCount() != ofMember) {
          return Optional.of(
              "%s counts %s rooms, and is in %s".formatted(member, facts.roomCount(), ofMember));
        }
      }
    }
    return Optional.empty();
  }

  private static List<RoomMembership> pageByPage(Fixture fixture, SampleRoom room) {
    List<RoomMembership> paged = new ArrayList<>();
    Page<RoomMembership> page =
        fixture.store.memberships().listByRoom(fixture.account, room.id(), null, 1);
    paged.addAll(page.items());
    while (page.hasMore()) {
      RoomMembership last = paged.get(paged.size() - 1);
      page =
          fixture
              .store
              .memberships()
              .listByRoom(fixture.account, room.id(), last.key().memberId(), 1);
      paged.addAll(page.items());
      assertThat(paged)
          .as("the pages of a room so far, with still a next page (promise 9)")
          .hasSizeLessThanOrEqualTo(OCCUPANTS.size());
    }
    return paged;
  }
}
