package io.chatrooms.inmemory;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.RoomMembership;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * The data that the repositories share. A single account, room or member may be read without a
 * lock: no operation changes two of them. Reading more than one at once, or memberships, requires
 * the locks of the room and of the members. The account is read once, at an instant at which
 * everything under the locks holds too.
 */
final class Tables {
  final Locks locks = new Locks();
  final ConcurrentMap<AccountId, Account> accounts = new ConcurrentHashMap<>();
  final ConcurrentMap<RoomKey, RoomEntry> rooms = new ConcurrentHashMap<>();
  final ConcurrentMap<MemberKey, MemberEntry> members = new ConcurrentHashMap<>();

  /** The member's entry, created if there is none. Requires the member's lock. */
  MemberEntry memberEntry(MemberKey key) {
    return members.computeIfAbsent(key, k -> new MemberEntry(k.memberId()));
  }

  /**
   * Puts a membership into both indexes, in place of the one with the same key. Requires the locks
   * of the room, which exists, and of the member.
   */
  void link(RoomKey room, MemberKey member, RoomMembership membership, String invitedBy) {
    RoomEntry roomEntry = requireNonNull(rooms.get(room), "room");
    MemberEntry memberEntry = memberEntry(member);
    CompactMembership compact =
        new CompactMembership(
            membership, roomEntry.room().roomId(), memberEntry.memberId(), invitedBy);
    roomEntry.put(compact);
    memberEntry.memberships().put(compact);
  }

  /** Takes a membership out of both indexes. Requires the locks of the room and of the member. */
  void unlink(RoomKey room, MemberKey member) {
    RoomEntry roomEntry = rooms.get(room);
    if (roomEntry != null) {
      roomEntry.remove(member.memberId());
    }
    members.computeIfPresent(
        member,
        (key, entry) -> {
          entry.memberships().remove(room.roomId());
          return entry.member() == null && entry.memberships().size() == 0 ? null : entry;
        });
  }

  /** Runs the action with the locks of the member and of every room that it is in. */
  <T> T holdingWithItsRooms(MemberKey member, Function<List<RoomKey>, T> action) {
    while (true) {
      List<RoomKey> expected = locks.holding(member, () -> roomsOf(member));
      Optional<T> done =
          locks.holding(
              expected,
              member,
              () ->
                  roomsOf(member).equals(expected)
                      ? Optional.of(action.apply(expected))
                      : Optional.empty());
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  private List<RoomKey> roomsOf(MemberKey key) {
    MemberEntry entry = members.get(key);
    return entry == null
        ? List.of()
        : entry.memberships().all().stream()
            .map(membership -> new RoomKey(key.accountId(), membership.roomId()))
            .toList();
  }
}
