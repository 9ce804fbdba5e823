package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.store.StoreUnavailableException;
import java.util.Optional;

final class EmptyWhenCutOff extends WrongStore {
  EmptyWhenCutOff(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<Account> find(AccountId accountId) {
    try {
      return super.find(accountId);
    } catch (StoreUnavailableException e) {
      return Optional.empty();
    }
  }
}
