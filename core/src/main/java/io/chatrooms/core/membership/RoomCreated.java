package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import java.util.Optional;

/**
 * A room that did not exist exists, together with the membership of its first administrator.
 * Immutable.
 *
 * @param room the room
 * @param administrator the membership of the caller; empty if the caller is not a member
 * @param token the caller's token, which the store keeps for as long as the room exists
 */
public record RoomCreated(
    Room room, Optional<MembershipAdded> administrator, Optional<IdempotencyToken> token) {
  /**
   * Checks that the membership is one of the room.
   *
   * @throws IllegalArgumentException if it is a membership of another room
   */
  public RoomCreated {
    requireNonNull(room, "room");
    requireNonNull(token, "token");
    if (administrator.isPresent()) {
      MembershipKey key = administrator.get().key();
      if (!key.accountId().equals(room.accountId()) || !key.roomId().equals(room.roomId())) {
        throw new IllegalArgumentException(
            "the room is %s, and the membership is %s".formatted(room.roomId(), key));
      }
    }
  }

  /**
   * Checks what a store takes for granted of a change and the facts that it was decided on. Every
   * store calls this first.
   *
   * @throws IllegalArgumentException if the facts are about another room or another token, if they
   *     lack the account, if the administrator is not the caller whom they know, or if a caller who
   *     is a member becomes no administrator
   */
  public void requireDecidedOn(NewRoomFacts seen) {
    if (!room.accountId().equals(seen.account().accountId())
        || !room.roomId().equals(seen.roomId())) {
      throw new IllegalArgumentException(
          "the change is about %s, and the facts are about %s"
              .formatted(room.roomId(), seen.roomId()));
    }
    if (!token.equals(seen.token())) {
      throw new IllegalArgumentException("the change and the facts have different tokens");
    }
    boolean complete =
        seen.account().account().isPresent()
            && administrator.map(added -> added.key().memberId()).equals(seen.account().callerId())
            && (administrator.isEmpty() || seen.account().caller().isPresent());
    if (!complete) {
      throw new IllegalArgumentException(
          "no creation of %s follows from its facts".formatted(room.roomId()));
    }
  }

  /**
   * True if the room, decided on the facts {@code seen}, may be created where the facts {@code now}
   * hold: account and caller are as they were seen (promise 3), neither the id nor the token is
   * used (promise 4), and no limit is passed (promise 5).
   */
  public boolean mayBeMade(NewRoomFacts seen, NewRoomFacts now) {
    return seen.account().restOnTheSameAs(now.account())
        && !now.idTaken()
        && now.earlier().isEmpty()
        && !now.isAccountFull()
        && !now.isCallerFull();
  }
}
