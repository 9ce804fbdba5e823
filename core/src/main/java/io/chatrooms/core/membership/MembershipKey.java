package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.RoomId;

/**
 * The natural key of a membership.
 *
 * @param accountId the account of the room and the member
 * @param roomId the room
 * @param memberId the member
 */
public record MembershipKey(AccountId accountId, RoomId roomId, MemberId memberId) {
  /** Checks that every part is given. */
  public MembershipKey {
    requireNonNull(accountId, "accountId");
    requireNonNull(roomId, "roomId");
    requireNonNull(memberId, "memberId");
  }
}
