package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class AccountsCached extends WrongStore {
  private final Map<AccountId, Optional<Account>> cache = new ConcurrentHashMap<>();

  AccountsCached(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<Account> find(AccountId accountId) {
    return cache.computeIfAbsent(accountId, super::find);
  }

  @Override
  public void save(Account account) {
    super.save(account);
    cache.remove(account.accountId());
  }
}
