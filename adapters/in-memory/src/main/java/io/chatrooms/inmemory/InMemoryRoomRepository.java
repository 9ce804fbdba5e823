package io.chatrooms.inmemory;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.membership.RoomRepository;
import java.util.List;
import java.util.Optional;

final class InMemoryRoomRepository implements RoomRepository {
  private final Tables tables;

  InMemoryRoomRepository(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Room> find(AccountId accountId, RoomId roomId) {
    return Optional.ofNullable(tables.rooms.get(new RoomKey(accountId, roomId)))
        .map(RoomEntry::room);
  }

  @Override
  public void save(Room room) {
    RoomKey key = new RoomKey(room.accountId(), room.roomId());
    tables.locks.holding(
        key,
        () -> {
          RoomEntry entry = tables.rooms.computeIfAbsent(key, k -> new RoomEntry(room));
          entry.room().requireReplaceableBy(room);
          entry.replaceRoom(room);
          return entry;
        });
  }

  @Override
  public boolean remove(AccountId accountId, RoomId roomId) {
    RoomKey key = new RoomKey(accountId, roomId);
    return tables.locks.holding(
        key,
        () -> {
          RoomEntry entry = tables.rooms.get(key);
          return entry != null && removeWithMemberships(key, entry);
        });
  }

  private boolean removeWithMemberships(RoomKey key, RoomEntry entry) {
    List<MemberKey> members =
        entry.membershipsAfter(null, entry.membershipCount()).stream()
            .map(membership -> new MemberKey(key.accountId(), membership.memberId()))
            .toList();
    return tables.locks.holding(
        members,
        () -> {
          members.forEach(member -> tables.unlink(key, member));
          tables.rooms.remove(key);
          return true;
        });
  }
}
