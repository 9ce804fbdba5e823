package io.chatrooms.core.membership;

import static io.chatrooms.core.membership.AccountFacts.requireAbout;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.Optional;

/**
 * All that a decision about a new room relies on, as a store read it at one instant. Immutable.
 *
 * @param account the facts about the account and the caller
 * @param roomId the id that the room would have
 * @param idTaken true if the account has a room with this id
 * @param token the caller's token; empty if it gave none
 * @param earlier the room that was created with the token before, and that still exists
 * @param roomCount how many rooms the account has: 0 or more
 * @param roomLimit how many rooms an account may have: 1 or more
 * @param callerRoomCount how many rooms the caller is in: 0 or more; 0 if it is not a member
 * @param callerRoomLimit how many rooms a member may be in: 1 or more
 */
public record NewRoomFacts(
    AccountFacts account,
    RoomId roomId,
    boolean idTaken,
    Optional<IdempotencyToken> token,
    Optional<Earlier> earlier,
    int roomCount,
    int roomLimit,
    int callerRoomCount,
    int callerRoomLimit) {
  /**
   * Checks that the values are about the account.
   *
   * @throws IllegalArgumentException if one is not, if there is an earlier room without a token, if
   *     a count is negative, or if a limit is less than 1
   */
  public NewRoomFacts {
    requireNonNull(roomId, "roomId");
    if (earlier.isPresent()) {
      requireAbout(account.accountId(), earlier.get().room().accountId());
      if (token.isEmpty()) {
        throw new IllegalArgumentException("an earlier room was created with a token");
      }
    }
    if (roomCount < 0 || callerRoomCount < 0) {
      throw new IllegalArgumentException(
          "a count is 0 or more, not " + Math.min(roomCount, callerRoomCount));
    }
    Room.requireAccountLimit(roomLimit);
    Member.requireRoomLimit(callerRoomLimit);
  }

  /**
   * A room that the caller created with the same token.
   *
   * @param room the room as it is now
   * @param content what was asked for then: the content of its {@link IdempotencyToken}
   */
  public record Earlier(Room room, String content) {
    /** Checks that both parts are given. */
    public Earlier {
      requireNonNull(room, "room");
      requireNonNull(content, "content");
    }

    /** Leaves out the digest. */
    @Override
    public String toString() {
      return "Earlier[room=%s]".formatted(room);
    }
  }

  /** True if the account has as many rooms as it may have. */
  public boolean isAccountFull() {
    return roomCount >= roomLimit;
  }

  /** True if the caller is a member, and is in as many rooms as it may be. */
  public boolean isCallerFull() {
    return account.callerId().isPresent() && callerRoomCount >= callerRoomLimit;
  }
}
