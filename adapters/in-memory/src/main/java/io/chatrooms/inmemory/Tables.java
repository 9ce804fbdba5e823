package io.chatrooms.inmemory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The data that the repositories share. A single account or member may be read without a lock: no
 * decision changes one. Reading more than one at once, a room, or memberships, requires the locks
 * of the room, or for the room itself that of its account, and of the members. The account is read
 * once, at an instant at which everything under the locks holds too.
 */
final class Tables {
  final Locks locks = new Locks();
  final ConcurrentMap<AccountId, Account> accounts = new ConcurrentHashMap<>();
  final ConcurrentMap<RoomKey, RoomEntry> rooms = new ConcurrentHashMap<>();
  final ConcurrentMap<MemberKey, MemberEntry> members = new ConcurrentHashMap<>();

  /** The rooms once more, for the accounts that have any. */
  final ConcurrentMap<AccountId, AccountRooms> accountRooms = new ConcurrentHashMap<>();

  /** Few callers invite many members, and each request brings the caller's text anew. */
  private final Interner<String> inviters = Interners.newWeakInterner();

  /** The member's entry, created if there is none. Requires the member's lock. */
  MemberEntry memberEntry(MemberKey key) {
    MemberEntry entry = members.get(key);
    if (entry == null) {
      entry = new MemberEntry(key.memberId());
      members.put(key, entry);
    }
    return entry;
  }

  /** Adds a room that does not exist. Requires the locks of its account and of the room. */
  void addRoom(Room room, @Nullable IdempotencyToken token) {
    RoomEntry entry = new RoomEntry(room, token);
    AccountRooms roomsOfAccount = accountRooms.get(room.accountId());
    if (roomsOfAccount == null) {
      roomsOfAccount = new AccountRooms();
      accountRooms.put(room.accountId(), roomsOfAccount);
    }
    roomsOfAccount.add(entry);
    rooms.put(new RoomKey(room.accountId(), room.roomId()), entry);
  }

  /**
   * Applies the change. Requires the locks of the account and of the room, which exists, and, if it
   * is removed, of its members.
   */
  void apply(RoomKey key, RoomChange change) {
    change
        .after()
        .ifPresentOrElse(
            requireNonNull(rooms.get(key), "room")::replaceRoom, () -> removeRoom(key));
  }

  /** The members of a room. Requires the room's lock. */
  List<MemberKey> membersOf(RoomKey key) {
    RoomEntry entry = rooms.get(key);
    return entry == null
        ? List.of()
        : entry.membershipsAfter(null, entry.membershipCount()).stream()
            .map(membership -> new MemberKey(key.accountId(), membership.memberId()))
            .toList();
  }

  /**
   * Removes a room and its memberships. Requires the locks of its account, of the room and of its
   * members.
   *
   * @return false if there is no such room
   */
  boolean removeRoom(RoomKey key) {
    membersOf(key).forEach(member -> unlink(key, member));
    RoomEntry removed = rooms.remove(key);
    if (removed == null) {
      return false;
    }
    AccountRooms roomsOfAccount = requireNonNull(accountRooms.get(key.accountId()), "rooms");
    roomsOfAccount.remove(removed);
    if (roomsOfAccount.size() == 0) {
      accountRooms.remove(key.accountId());
    }
    return true;
  }

  /**
   * The one place in which a change of a membership is applied. Requires the locks of the room,
   * which exists, and of the member.
   */
  void apply(MembershipChange change) {
    RoomKey room = RoomKey.of(change.key());
    MemberKey member = MemberKey.of(change.key());
    RoomMembership after = change.after().orElse(null);
    if (after == null) {
      unlink(room, member);
    } else {
      link(room, member, after);
    }
  }

  /** Puts a membership into both indexes, in place of the one with the same key. */
  private void link(RoomKey room, MemberKey member, RoomMembership membership) {
    RoomEntry roomEntry = requireNonNull(rooms.get(room), "room");
    MemberEntry memberEntry = memberEntry(member);
    CompactMembership compact =
        new CompactMembership(
            membership,
            roomEntry.roomId(),
            memberEntry.memberId(),
            inviters.intern(membership.invitedBy()));
    roomEntry.put(compact);
    memberEntry.memberships().put(compact);
  }

  /** Takes a membership out of both indexes. Requires the locks of the room and of the member. */
  void unlink(RoomKey room, MemberKey member) {
    RoomEntry roomEntry = rooms.get(room);
    if (roomEntry != null) {
      roomEntry.remove(member.memberId());
    }
    MemberEntry memberEntry = members.get(member);
    if (memberEntry != null) {
      memberEntry.memberships().remove(room.roomId());
      if (memberEntry.member() == null && memberEntry.memberships().size() == 0) {
        members.remove(member);
      }
    }
  }

  /** Runs the action with the locks of the member and of every room that it is in. */
  <T> T holdingWithItsRooms(MemberKey member, Function<List<RoomKey>, T> action) {
    while (true) {
      List<RoomKey> expected = locks.holding(member, () -> roomsOf(member));
      Optional<T> done =
          locks.holding(
              expected,
              List.of(member),
              () ->
                  roomsOf(member).equals(expected)
                      ? Optional.of(action.apply(expected))
                      : Optional.empty());
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  /**
   * The memberships of a room after the member id, or from the first on, at most {@code count}.
   * Requires the room's lock.
   */
  List<CompactMembership> membershipsAfter(RoomKey key, @Nullable MemberId after, int count) {
    RoomEntry entry = rooms.get(key);
    return entry == null ? List.of() : entry.membershipsAfter(after, count);
  }

  /** The same for the memberships of a member, by room id. Requires the member's lock. */
  List<CompactMembership> membershipsAfter(MemberKey key, @Nullable RoomId after, int count) {
    MemberEntry entry = members.get(key);
    return entry == null ? List.of() : entry.memberships().after(after, count);
  }

  /**
   * The rooms of an account after the room id, or from the first on, at most {@code count}.
   * Requires the account's lock.
   */
  List<RoomEntry> roomsAfter(AccountId accountId, @Nullable RoomId after, int count) {
    AccountRooms roomsOfAccount = accountRooms.get(accountId);
    return roomsOfAccount == null ? List.of() : roomsOfAccount.after(after, count);
  }

  /** The same for the rooms that a member is in. Requires the locks of account and member. */
  List<RoomEntry> roomsAfter(MemberKey key, @Nullable RoomId after, int count) {
    return membershipsAfter(key, after, count).stream()
        .map(membership -> new RoomKey(key.accountId(), membership.roomId()))
        .map(room -> requireNonNull(rooms.get(room), "room"))
        .toList();
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
