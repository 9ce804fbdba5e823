package io.chatrooms.core;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;

/**
 * What the tests are about: the account Acme, its room, the lounge, and its members Ann and Bob.
 */
public final class Acme {
  public static final AccountId ACME = new AccountId("acme");
  public static final RoomId LOUNGE = new RoomId("lounge");
  public static final MemberId ANN = new MemberId("ann");
  public static final MemberId BOB = new MemberId("bob");
  public static final MembershipKey ANN_IN_LOUNGE = new MembershipKey(ACME, LOUNGE, ANN);
  public static final MembershipKey BOB_IN_LOUNGE = new MembershipKey(ACME, LOUNGE, BOB);

  /** When everything happened that a test starts from. */
  public static final Instant EARLIER = Instant.EPOCH;

  /** When the actions of the tests happen. */
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");

  private Acme() {}

  public static Account account(AccountType type, AccountStatus status) {
    return Account.builder().accountId(ACME).type(type).status(status).build();
  }

  public static Room room(InvitePolicy policy, int limit) {
    return Room.builder()
        .accountId(ACME)
        .roomId(LOUNGE)
        .name("Redundancies")
        .createdBy("carol")
        .createdAt(EARLIER)
        .invitePolicy(policy)
        .membershipLimit(limit)
        .build();
  }

  public static Member user(MemberId id, MemberState state) {
    return member(id, MemberType.USER, state);
  }

  public static Member bot(MemberId id, MemberState state) {
    return member(id, MemberType.BOT, state);
  }

  public static Member webhook(MemberId id) {
    return member(id, MemberType.WEBHOOK, MemberState.ENABLED);
  }

  /** With an e-mail address and a name, which no text may show. */
  private static Member member(MemberId id, MemberType type, MemberState state) {
    return Member.builder()
        .accountId(ACME)
        .memberId(id)
        .type(type)
        .state(state)
        .email(id + "@example.org")
        .fullName("Onym")
        .build();
  }

  public static RoomMembership membership(MemberId id, Role role) {
    return RoomMembership.builder()
        .key(new MembershipKey(ACME, LOUNGE, id))
        .role(role)
        .invitedBy("carol")
        .updatedAt(EARLIER)
        .build();
  }
}
