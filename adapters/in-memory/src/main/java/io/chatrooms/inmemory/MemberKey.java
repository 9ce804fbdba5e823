package io.chatrooms.inmemory;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import java.util.Collection;
import java.util.List;

/** A member among those of all accounts. */
record MemberKey(AccountId accountId, MemberId memberId) {
  static MemberKey of(MembershipKey key) {
    return new MemberKey(key.accountId(), key.memberId());
  }

  static List<MemberKey> ofAll(AccountId accountId, Collection<MemberId> memberIds) {
    return memberIds.stream().map(memberId -> new MemberKey(accountId, memberId)).toList();
  }
}
