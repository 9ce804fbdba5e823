package io.chatrooms.testkit;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.MemberId;
import org.jspecify.annotations.Nullable;

/** The caller who is not a member. */
enum SampleAdministrator implements SampleCaller {
  /** An API principal that administers the account. */
  ADMINISTRATOR_OF_ACCOUNT;

  @Override
  public Caller in(AccountId account) {
    return Caller.accountAdministrator(account, "administrator");
  }

  @Override
  public @Nullable MemberId callerId() {
    return null;
  }
}
