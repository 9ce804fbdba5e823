package io.chatrooms.core;

import static io.chatrooms.core.Acme.ANN_IN_LOUNGE;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds facts. To begin with, they are about Ann, a registered user who is not in the lounge, and
 * an account administrator asks.
 */
public final class Facts {
  public MembershipKey key = ANN_IN_LOUNGE;
  public @Nullable MemberId callerId;
  public @Nullable Account account =
      Acme.account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.ACTIVE);
  public @Nullable Room room = Acme.room(InvitePolicy.ALL_MEMBERS, 10);
  public @Nullable Member member = Acme.user(Acme.ANN, MemberState.REGISTERED);
  public @Nullable Member caller;
  public @Nullable RoomMembership membership;
  public @Nullable RoomMembership callerMembership;
  public int membershipCount = 1;
  public int administratorCount = 1;
  public int roomCount;
  public int roomLimit = 10;
  public AccountFacts.Stamp stamp = AccountFacts.Stamp.NONE;

  public Facts() {}

  /** A copy of the facts, to be changed. */
  public static Facts of(MembershipFacts facts) {
    Facts copy = new Facts();
    copy.key = facts.key();
    copy.callerId = facts.callerId().orElse(null);
    copy.account = facts.room().account().account().orElse(null);
    copy.room = facts.room().room().orElse(null);
    copy.member = facts.member().orElse(null);
    copy.caller = facts.room().account().caller().orElse(null);
    copy.membership = facts.membership().orElse(null);
    copy.callerMembership = facts.room().callerMembership().orElse(null);
    copy.membershipCount = facts.room().membershipCount();
    copy.administratorCount = facts.room().administratorCount();
    copy.roomCount = facts.roomCount();
    copy.roomLimit = facts.roomLimit();
    copy.stamp = facts.room().account().stamp();
    return copy;
  }

  /**
   * Renames everything, so that the facts are about this key and this caller; null if the caller is
   * not a member.
   */
  public Facts about(MembershipKey key, @Nullable MemberId callerId) {
    this.key = key;
    this.callerId = callerId;
    account =
        account == null ? null : Account.builder().from(account).accountId(key.accountId()).build();
    room =
        room == null
            ? null
            : Room.builder().from(room).accountId(key.accountId()).roomId(key.roomId()).build();
    member = member == null ? null : renamed(member, key);
    membership = membership == null ? null : renamed(membership, key);
    if (callerId == null) {
      caller = null;
      callerMembership = null;
    } else {
      MembershipKey own = new MembershipKey(key.accountId(), key.roomId(), callerId);
      caller = caller == null ? null : renamed(caller, own);
      callerMembership = callerMembership == null ? null : renamed(callerMembership, own);
    }
    return this;
  }

  private static Member renamed(Member member, MembershipKey key) {
    return Member.builder()
        .from(member)
        .accountId(key.accountId())
        .memberId(key.memberId())
        .build();
  }

  private static RoomMembership renamed(RoomMembership membership, MembershipKey key) {
    return RoomMembership.builder().from(membership).key(key).build();
  }

  /** The facts, if they can be built. */
  public MembershipFacts build() {
    AccountFacts ofAccount =
        new AccountFacts(
            key.accountId(),
            Optional.ofNullable(callerId),
            Optional.ofNullable(account),
            Optional.ofNullable(caller),
            stamp);
    RoomFacts ofRoom =
        new RoomFacts(
            ofAccount,
            key.roomId(),
            Optional.ofNullable(room),
            Optional.ofNullable(callerMembership),
            membershipCount,
            administratorCount);
    return new MembershipFacts(
        ofRoom,
        key.memberId(),
        Optional.ofNullable(member),
        Optional.ofNullable(membership),
        roomCount,
        roomLimit);
  }
}
