package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;

/** What a test does with an account of a store. */
interface AccountUse {
  void of(Store store, AccountId account) throws Exception;
}
