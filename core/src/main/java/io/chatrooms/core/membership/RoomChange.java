package io.chatrooms.core.membership;

import io.chatrooms.core.room.Room;
import java.util.Optional;

/**
 * A change of one room that a decision asks for, as a value. Immutable. {@link RoomCreated} is
 * separate, because it is decided on other facts.
 */
public sealed interface RoomChange permits RoomUpdated, RoomRemoved {
  /** The room that the change starts from. */
  Room before();

  /** The room that the change ends with; empty if it is removed. */
  Optional<Room> after();

  /**
   * Checks what a store takes for granted of a change and the facts that it was decided on. Every
   * store calls this first.
   *
   * @throws IllegalArgumentException if the change starts from another room than the facts show, or
   *     if the facts lack an account, or a caller who is in the room if a member asks: no rule
   *     permits a change on such facts
   */
  default void requireDecidedOn(RoomFacts seen) {
    if (!Optional.of(before()).equals(seen.room())) {
      throw new IllegalArgumentException(
          "the change starts from %s, and the facts show %s".formatted(before(), seen.room()));
    }
    if (!seen.permitAccess()) {
      throw new IllegalArgumentException(
          "no change of %s follows from its facts".formatted(before().roomId()));
    }
  }

  /**
   * True if the change, decided on the facts {@code seen}, may be made where the facts {@code now}
   * hold: account, room, caller and the caller's membership are as they were seen (promise 3).
   */
  default boolean mayBeMade(RoomFacts seen, RoomFacts now) {
    return seen.restOnTheSameAs(now);
  }
}
