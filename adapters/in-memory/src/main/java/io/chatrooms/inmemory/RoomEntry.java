package io.chatrooms.inmemory;

import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A room, the token that it was created with, and its memberships. The memberships require the
 * room's lock. The room is replaced with the locks of its account and of itself, so that whoever
 * holds one of them sees it unchanged.
 */
final class RoomEntry {
  private volatile Room room;
  private final @Nullable IdempotencyToken token;
  private final SortedChunks<MemberId, CompactMembership> memberships =
      new SortedChunks<>(CompactMembership::memberId);
  private int administratorCount;

  RoomEntry(Room room, @Nullable IdempotencyToken token) {
    this.room = room;
    this.token = token;
  }

  RoomId roomId() {
    return room.roomId();
  }

  Room room() {
    return room;
  }

  /** Null if the room was created without one. */
  @Nullable IdempotencyToken token() {
    return token;
  }

  /** The room as one that was created with a token; empty if it was created without. */
  Optional<NewRoomFacts.Earlier> asCreatedEarlier() {
    return token == null
        ? Optional.empty()
        : Optional.of(new NewRoomFacts.Earlier(room, token.content()));
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
