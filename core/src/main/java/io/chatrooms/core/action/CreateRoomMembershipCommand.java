package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.RoomId;

/** A request past CRM-03: nothing but valid values. */
record CreateRoomMembershipCommand(MembershipKey key, Role role) {
  /** Throws if the request has a violation. */
  static CreateRoomMembershipCommand of(CreateRoomMembershipRequest request) {
    String role = request.role();
    return new CreateRoomMembershipCommand(
        new MembershipKey(
            new AccountId(requireNonNull(request.accountId())),
            new RoomId(requireNonNull(request.roomId())),
            new MemberId(requireNonNull(request.memberId()))),
        role == null ? Role.MEMBER : Role.named(role).orElseThrow());
  }
}
