package io.chatrooms.inmemory;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * What the repositories share. A single account, room or member may be looked up without a lock: no
 * operation changes two of them. Whoever relies on more than one at once, or on seats, holds the
 * locks of the room and of the members concerned; the account is read once, and at that instant
 * everything else under the locks holds too.
 */
final class Tables {
  final Locks locks = new Locks();
  final ConcurrentMap<AccountId, Account> accounts = new ConcurrentHashMap<>();
  final ConcurrentMap<RoomKey, RoomEntry> rooms = new ConcurrentHashMap<>();
  final ConcurrentMap<MemberKey, MemberEntry> members = new ConcurrentHashMap<>();

  /** The member's entry, made if need be. For those who hold its lock. */
  MemberEntry memberEntry(MemberKey key) {
    return members.computeIfAbsent(key, k -> new MemberEntry(k.memberId()));
  }

  /** Empties the member's seat in the room. For those who hold the locks of both. */
  void leave(RoomKey room, MemberKey member) {
    RoomEntry roomEntry = rooms.get(room);
    if (roomEntry != null) {
      roomEntry.remove(member.memberId());
    }
    members.computeIfPresent(
        member,
        (key, entry) -> {
          entry.seats().remove(room.roomId());
          return entry.member() == null && entry.seats().size() == 0 ? null : entry;
        });
  }

  /** Holds the locks of the member and of every room that it is in. */
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
        : entry.seats().all().stream()
            .map(seat -> new RoomKey(key.accountId(), seat.roomId()))
            .toList();
  }
}
