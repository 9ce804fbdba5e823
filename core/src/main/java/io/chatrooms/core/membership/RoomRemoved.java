package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.room.Room;
import java.util.Optional;

/**
 * A room and its memberships are removed. The token that it was created with is free again.
 *
 * @param before the room that is removed
 */
public record RoomRemoved(Room before) implements RoomChange {
  /** Checks that the room is given. */
  public RoomRemoved {
    requireNonNull(before, "before");
  }

  @Override
  public Optional<Room> after() {
    return Optional.empty();
  }
}
