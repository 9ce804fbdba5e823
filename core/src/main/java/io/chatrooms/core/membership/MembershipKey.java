package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.RoomId;

/**
 * The natural key of a membership: which member in which room.
 *
 * @param accountId the account of both
 * @param roomId the room
 * @param memberId the member
 */
public record MembershipKey(AccountId accountId, RoomId roomId, MemberId memberId) {
  /** A key with all its parts. */
  public MembershipKey {
    requireNonNull(accountId, "accountId");
    requireNonNull(roomId, "roomId");
    requireNonNull(memberId, "memberId");
  }
}
