package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;

final class MemberRemovedAfterItsMemberships extends WrongStore {
  MemberRemovedAfterItsMemberships(Setup setup) {
    super(setup);
  }

  @Override
  public boolean remove(AccountId accountId, MemberId memberId) {
    removeAllOf(accountId, memberId);
    Window.open();
    return super.remove(accountId, memberId);
  }
}
