package io.chatrooms.core.room;

import io.chatrooms.core.account.AccountId;
import java.util.Optional;

/**
 * Remembers rooms. Every method may throw a {@link io.chatrooms.core.store.StoreException};
 * implementations are safe for use by many threads.
 */
public interface RoomRepository {
  /** The room as it was saved last. */
  Optional<Room> find(AccountId accountId, RoomId roomId);

  /**
   * Adds the room, or replaces what stands under its id; its memberships stay. The account need not
   * exist. The last save wins, whole.
   *
   * @throws IllegalArgumentException if the room stands with another membership limit: the limit
   *     that a room was created with stays (rule CRM-14). Nothing changed then.
   */
  void save(Room room);

  /**
   * Removes the room and its memberships, in one step. False if there was none.
   *
   * <p>Promise 9 of {@link io.chatrooms.core.membership.RoomMembershipRepository}.
   */
  boolean remove(AccountId accountId, RoomId roomId);
}
