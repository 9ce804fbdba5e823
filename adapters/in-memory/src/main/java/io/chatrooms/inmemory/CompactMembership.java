package io.chatrooms.inmemory;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;

/**
 * A membership as it is stored: 32 bytes besides what it shares with its room, its member and its
 * inviter. The same object is in the room's index and in the member's.
 */
final class CompactMembership {
  private final RoomId roomId;
  private final MemberId memberId;
  private final String invitedBy;

  /** Milliseconds since 1970, times two, plus one for an administrator. */
  private final long updatedAtAndRole;

  /** The ids and the inviter are the objects that the room, the member and others already hold. */
  CompactMembership(RoomMembership membership, RoomId roomId, MemberId memberId, String invitedBy) {
    this.roomId = roomId;
    this.memberId = memberId;
    this.invitedBy = invitedBy;
    this.updatedAtAndRole =
        membership.updatedAt().toEpochMilli() << 1
            | (membership.role() == Role.ADMINISTRATOR ? 1 : 0);
  }

  RoomId roomId() {
    return roomId;
  }

  MemberId memberId() {
    return memberId;
  }

  boolean isAdministrator() {
    return (updatedAtAndRole & 1) == 1;
  }

  RoomMembership membership(AccountId accountId) {
    return RoomMembership.builder()
        .key(new MembershipKey(accountId, roomId, memberId))
        .role(isAdministrator() ? Role.ADMINISTRATOR : Role.MEMBER)
        .invitedBy(invitedBy)
        .updatedAt(Instant.ofEpochMilli(updatedAtAndRole >> 1))
        .build();
  }
}
