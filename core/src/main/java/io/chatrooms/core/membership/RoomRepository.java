package io.chatrooms.core.membership;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores rooms. Every method may throw a {@link io.chatrooms.core.store.StoreException}. It keeps
 * the promises of {@link RoomMembershipRepository}. Implementations are safe for use by many
 * threads.
 *
 * <p>{@code find}, {@code save} and {@code remove} are for the host, which provisions rooms. The
 * actions read facts and confirm what they decided on them.
 */
public interface RoomRepository {
  /** The room as it was last saved; empty if there is no such room. */
  Optional<Room> find(AccountId accountId, RoomId roomId);

  /**
   * Inserts the room, or replaces the one with the same id; its memberships stay. The account need
   * not exist. The last save wins, whole. The limit of rooms of an account does not apply, but the
   * room counts. The token of a room that was created with one stays.
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

  /**
   * The facts about a room and about whoever asks, at one instant.
   *
   * @param callerId the member who asks; null if the caller is not a member
   */
  RoomFacts facts(AccountId accountId, RoomId roomId, @Nullable MemberId callerId);

  /**
   * The facts about a room that is to be created and about whoever asks, at one instant.
   *
   * @param roomId the id that the room would have
   * @param callerId the member who asks; null if the caller is not a member
   * @param token the token with which it is created; null if there is none
   */
  NewRoomFacts factsOfNew(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable IdempotencyToken token);

  /**
   * Creates the room, with the membership of its first administrator, if what it was decided on
   * still holds and no invariant breaks. Creating rooms and changing memberships in one account do
   * not wait for each other longer than for a commit.
   *
   * @param seen the facts that it was decided on, as this store read them
   * @return empty if the room was created; otherwise the facts that hold instead
   * @throws IllegalArgumentException if the change does not follow from the facts ({@link
   *     RoomCreated#requireDecidedOn}), or if the store knows its facts by a stamp and another kind
   *     of store read these
   */
  Optional<NewRoomFacts> create(RoomCreated change, NewRoomFacts seen);

  /**
   * Makes the change if what it was decided on still holds.
   *
   * @param seen the facts that the change was decided on, as this store read them
   * @return empty if the change was made; otherwise the facts that hold instead
   * @throws IllegalArgumentException if the change does not follow from the facts ({@link
   *     RoomChange#requireDecidedOn}), or if the store knows its facts by a stamp and another kind
   *     of store read these
   */
  Optional<RoomFacts> confirm(RoomChange change, RoomFacts seen);

  /**
   * A page of the rooms of an account, or of those that a member is in, by room id, and the facts
   * about whoever asks: all at one instant and in one statement.
   *
   * @param callerId the member who asks; null if the caller is not a member
   * @param memberId the member whose rooms are listed; null for all rooms of the account
   * @param after the room id that the page begins after, whether there is such a room or not; null
   *     for the first page
   * @param size how many rooms the page has at most: 1 or more
   * @throws IllegalArgumentException if the size is less than 1
   */
  RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size);
}
