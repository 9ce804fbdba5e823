package io.chatrooms.jdbc;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Reads the values of the domain from rows, and binds keys. Several statements join tables, so some
 * columns have a prefix.
 */
final class Rows {
  private Rows() {}

  static Account account(Session.Row row, AccountId accountId) throws SQLException {
    return Account.builder()
        .accountId(accountId)
        .type(row.name("account_type", AccountType.class))
        .status(row.name("status", AccountStatus.class))
        .build();
  }

  static Room room(Session.Row row, AccountId accountId, RoomId roomId) throws SQLException {
    return Room.builder()
        .accountId(accountId)
        .roomId(roomId)
        .name(row.text("name"))
        .createdBy(row.text("created_by"))
        .createdAt(row.time("created_at"))
        .updatedAt(row.time("updated_at"))
        .invitePolicy(row.name("invite_policy", InvitePolicy.class))
        .membershipLimit(row.count("membership_limit"))
        .build();
  }

  static Member member(Session.Row row, String prefix, AccountId accountId, MemberId memberId)
      throws SQLException {
    return Member.builder()
        .accountId(accountId)
        .memberId(memberId)
        .type(row.name(prefix + "member_type", MemberType.class))
        .email(row.text(prefix + "email"))
        .fullName(row.text(prefix + "full_name"))
        .state(row.name(prefix + "state", MemberState.class))
        .build();
  }

  /** Empty if there is no row. */
  static Optional<Member> optionalMember(
      Session.Row row, String prefix, AccountId accountId, MemberId memberId) throws SQLException {
    return row.has(prefix + "version")
        ? Optional.of(member(row, prefix, accountId, memberId))
        : Optional.empty();
  }

  static RoomMembership membership(Session.Row row, String prefix, MembershipKey key)
      throws SQLException {
    return RoomMembership.builder()
        .key(key)
        .role(row.name(prefix + "role", Role.class))
        .invitedBy(row.text(prefix + "invited_by"))
        .updatedAt(row.time(prefix + "updated_at"))
        .build();
  }

  /** The key of an account. */
  static Session.Binding key(AccountId accountId) {
    return parameters -> parameters.id(accountId.value());
  }

  /** The key of a room. */
  static Session.Binding key(AccountId accountId, RoomId roomId) {
    return parameters -> parameters.id(accountId.value()).id(roomId.value());
  }

  /** The key of a member. */
  static Session.Binding key(AccountId accountId, MemberId memberId) {
    return parameters -> parameters.id(accountId.value()).id(memberId.value());
  }

  /** The key of a membership. */
  static Session.Binding key(MembershipKey key) {
    return parameters ->
        parameters.id(key.accountId().value()).id(key.roomId().value()).id(key.memberId().value());
  }

  /** The keys of the rooms that a new one may collide with. */
  static Session.Binding likeNew(NewRoomFacts facts) {
    AccountId accountId = facts.account().accountId();
    return parameters ->
        parameters
            .id(accountId.value())
            .id(facts.roomId().value())
            .id(accountId.value())
            .text(facts.token().map(IdempotencyToken::key).orElse(null))
            .id(accountId.value());
  }

  /** The columns of a membership, and then its key. */
  static Session.Binding all(RoomMembership membership) {
    return parameters -> {
      parameters.name(membership.role()).text(membership.invitedBy()).time(membership.updatedAt());
      key(membership.key()).bind(parameters);
    };
  }
}
