package io.chatrooms.inmemory;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;

/** A member among those of all accounts. */
record MemberKey(AccountId accountId, MemberId memberId) {
  static MemberKey of(MembershipKey key) {
    return new MemberKey(key.accountId(), key.memberId());
  }
}
