package io.chatrooms.inmemory;

import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.Room;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room and its memberships. Everything but {@link #room} requires the room's lock. */
final class RoomEntry {
  private volatile Room room;
  private final SortedChunks<MemberId, CompactMembership> memberships =
      new SortedChunks<>(CompactMembership::memberId);
  private int administratorCount;

  RoomEntry(Room room) {
    this.room = room;
  }

  Room room() {
    return room;
  }

  void replaceRoom(Room changed) {
    room = changed;
  }

  int membershipCount() {
    return memberships.size();
  }

  int administratorCount() {
    return administratorCount;
  }

  /** The memberships after the member id, or from the first on, at most {@code count}. */
  List<CompactMembership> membershipsAfter(@Nullable MemberId memberId, int count) {
    return memberships.after(memberId, count);
  }

  void put(CompactMembership membership) {
    count(memberships.put(membership), -1);
    count(membership, 1);
  }

  void remove(MemberId memberId) {
    count(memberships.remove(memberId), -1);
  }

  private void count(@Nullable CompactMembership membership, int by) {
    if (membership != null && membership.isAdministrator()) {
      administratorCount += by;
    }
  }
}
