package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;

/** Something to see in one account of a store. */
interface AccountSight {
  void see(Store store, AccountId account) throws Exception;
}
