package io.chatrooms.testkit;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.MemberId;
import org.jspecify.annotations.Nullable;

/** Who asks in the tests. */
sealed interface SampleCaller permits SampleMember, SampleAdministrator {
  /** The caller of the actions. */
  Caller in(AccountId account);

  /** The caller of the port; null if it is not a member. */
  @Nullable MemberId callerId();
}
