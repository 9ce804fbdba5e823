package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.room.Room;
import java.util.Optional;

/**
 * A room has another name or another invite policy.
 *
 * @param before the room that the change starts from
 * @param room the room that the change ends with
 */
public record RoomUpdated(Room before, Room room) implements RoomChange {
  /**
   * Checks that both are the same room with the same limit.
   *
   * @throws IllegalArgumentException if they are not
   */
  public RoomUpdated {
    requireNonNull(before, "before");
    if (!before.accountId().equals(room.accountId()) || !before.roomId().equals(room.roomId())) {
      throw new IllegalArgumentException(
          "the change starts from %s and ends with %s".formatted(before.roomId(), room.roomId()));
    }
    before.requireReplaceableBy(room);
  }

  @Override
  public Optional<Room> after() {
    return Optional.of(room);
  }
}
