package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;

final class CascadeForgotten extends WrongStore {
  CascadeForgotten(Setup setup) {
    super(setup);
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    return 0;
  }
}
