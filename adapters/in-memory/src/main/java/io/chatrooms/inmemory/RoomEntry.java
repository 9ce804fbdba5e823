package io.chatrooms.inmemory;

import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.Room;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room and its seats. All but {@link #room} is for those who hold the room's lock. */
final class RoomEntry {
  private volatile Room room;
  private final SortedChunks<MemberId, Seat> seats = new SortedChunks<>(Seat::memberId);
  private int administrators;

  RoomEntry(Room room) {
    this.room = room;
  }

  Room room() {
    return room;
  }

  void replaceRoom(Room changed) {
    room = changed;
  }

  int size() {
    return seats.size();
  }

  List<Seat> seatsAfter(@Nullable MemberId memberId, int count) {
    return seats.after(memberId, count);
  }

  /** True if the member is the only administrator. */
  boolean isLastAdministrator(MemberId memberId) {
    Seat seat = seats.get(memberId);
    return seat != null && seat.isAdministrator() && administrators == 1;
  }

  void put(Seat seat) {
    count(seats.put(seat), -1);
    count(seat, 1);
  }

  void remove(MemberId memberId) {
    count(seats.remove(memberId), -1);
  }

  private void count(@Nullable Seat seat, int by) {
    if (seat != null && seat.isAdministrator()) {
      administrators += by;
    }
  }
}
