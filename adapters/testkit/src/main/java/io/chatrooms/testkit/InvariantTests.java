package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
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

/** What is true of the whole store whatever has been done to it, and by how many at once. */
interface InvariantTests extends StoreFactory {
  /** The last of the cast, whom no action is about: a room that it is in is never empty. */
  int BYSTANDER = Cast.members() - 1;

  @Test
  @DisplayName("Invariants 1 to 5, 8: they hold after whatever threads did side by side")
  default void invariantsHold() throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        store ->
            Search.forAll(
                Arbitraries.oneOf(
                        Action.single(Cast.rooms(), BYSTANDER), Action.seatTaking(BYSTANDER))
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
    Cast cast = new Cast();
    cast.enter(store);
    new Action.Create(-1, 0, 0, Role.ADMINISTRATOR).on(store, cast);
    new Action.Create(-1, 0, BYSTANDER, Role.MEMBER).on(store, cast);
    Race.of(
        threads.stream()
            .<Callable<List<Object>>>map(
                actions ->
                    () ->
                        actions.stream()
                            .map(action -> Action.patiently(() -> action.on(store, cast)))
                            .toList())
            .toList());
    return broken(store, cast, threads)
        .map(
            broken ->
                Wrong.because(
                    """
                    %s
                    An administrator and a member, %d, were in room 0. Then, side by side:
                      %s
                    Afterwards the store tells
                      %s
                    %s"""
                        .formatted(
                            broken,
                            BYSTANDER,
                            Story.lines(threads),
                            Story.lines(cast.picture(store)),
                            Cast.LEGEND)));
  }

  private static Optional<String> broken(Store store, Cast cast, List<List<Action>> threads) {
    Set<RoomMembership> byRoom = new HashSet<>();
    for (int room = 0; room < Cast.rooms(); room++) {
      List<RoomMembership> all = inRoom(store, cast, room);
      if (new HashSet<>(all.stream().map(RoomMembership::key).toList()).size() < all.size()) {
        return Optional.of(
            "Invariant 1 (promise 3) is broken: room %d has a member twice".formatted(room));
      }
      if (all.size() > Cast.ROOM_LIMIT) {
        return Optional.of(
            "Invariant 2 (promise 4) is broken: room %d has %d memberships, and its limit is %d"
                .formatted(room, all.size(), Cast.ROOM_LIMIT));
      }
      if (!all.equals(pageByPage(store, cast, room))) {
        return Optional.of(
            "Invariant 8 (promise 8) is broken: the pages of room %d are not the list"
                .formatted(room));
      }
      byRoom.addAll(all);
    }
    Set<RoomMembership> byMember = new HashSet<>();
    for (int member = 0; member < Cast.members(); member++) {
      List<RoomMembership> all = ofMember(store, cast, member);
      if (all.size() > Cast.MEMBER_ROOM_LIMIT) {
        return Optional.of(
            "Invariant 2 (promise 4) is broken: member %d is in %d rooms, and its limit is %d"
                .formatted(member, all.size(), Cast.MEMBER_ROOM_LIMIT));
      }
      byMember.addAll(all);
    }
    if (!byRoom.equals(byMember)) {
      return Optional.of(
          "Invariant 4 (promise 9) is broken: rooms and members tell of other memberships");
    }
    if (countsDiffer(store, cast)) {
      return Optional.of("Invariant 3 (promise 9) is broken: a count is not what it counts");
    }
    boolean administratorRemoved =
        threads.stream().flatMap(List::stream).anyMatch(InvariantTests::mayRemoveAdministrator);
    if (!administratorRemoved
        && inRoom(store, cast, 0).stream().noneMatch(m -> m.role() == Role.ADMINISTRATOR)) {
      return Optional.of(
          "Invariant 5 (promise 12) is broken: room 0 has members and lost its administrator");
    }
    return Optional.empty();
  }

  private static boolean mayRemoveAdministrator(Action action) {
    return action instanceof Action.RemoveMember
        || action instanceof Action.RemoveAllOf
        || action instanceof Action.RemoveRoom;
  }

  private static boolean countsDiffer(Store store, Cast cast) {
    for (int room = 0; room < Cast.rooms(); room++) {
      for (int member = 0; member < Cast.members(); member++) {
        MembershipFacts facts = store.memberships().facts(cast.key(room, member), null);
        if (facts.roomMembershipCount() != inRoom(store, cast, room).size()
            || facts.memberRoomCount() != ofMember(store, cast, member).size()) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<RoomMembership> inRoom(Store store, Cast cast, int room) {
    return store.memberships().listByRoom(cast.account, Cast.room(room), null, 99).items();
  }

  private static List<RoomMembership> ofMember(Store store, Cast cast, int member) {
    return store.memberships().listByMember(cast.account, Cast.member(member), null, 99).items();
  }

  private static List<RoomMembership> pageByPage(Store store, Cast cast, int room) {
    List<RoomMembership> paged = new ArrayList<>();
    Page<RoomMembership> page =
        store.memberships().listByRoom(cast.account, Cast.room(room), null, 1);
    paged.addAll(page.items());
    while (page.hasMore()) {
      RoomMembership last = paged.get(paged.size() - 1);
      page =
          store.memberships().listByRoom(cast.account, Cast.room(room), last.key().memberId(), 1);
      paged.addAll(page.items());
      assertThat(paged)
          .as("what the pages of a room have shown so far, and no end (promise 8)")
          .hasSizeLessThanOrEqualTo(Cast.members());
    }
    return paged;
  }
}
