package io.chatrooms.core.room;

import io.chatrooms.core.account.AccountId;
import java.util.Optional;

/**
 * Stores rooms. Every method may throw a {@link io.chatrooms.core.store.StoreException}.
 * Implementations are safe for use by many threads.
 */
public interface RoomRepository {
  /** The room as it was last saved; empty if there is no such room. */
  Optional<Room> find(AccountId accountId, RoomId roomId);

  /**
   * Inserts the room, or replaces the one with the same id; its memberships stay. The account need
   * not exist. The last save wins, whole.
   *
   * @throws IllegalArgumentException if the room exists with another membership limit ({@link
   *     Room#requireReplaceableBy}); nothing changes then
   */
  void save(Room room);

  /**
   * Removes the room and its memberships in one step. False if there is no such room.
   *
   * <p>Promise 10 of {@link io.chatrooms.core.membership.RoomMembershipRepository}.
   */
  boolean remove(AccountId accountId, RoomId roomId);
}
