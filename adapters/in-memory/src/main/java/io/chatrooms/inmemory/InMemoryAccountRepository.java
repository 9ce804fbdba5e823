package io.chatrooms.inmemory;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountRepository;
import java.util.Optional;

final class InMemoryAccountRepository implements AccountRepository {
  private final Tables tables;

  InMemoryAccountRepository(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Account> find(AccountId accountId) {
    return Optional.ofNullable(tables.accounts.get(accountId));
  }

  @Override
  public void save(Account account) {
    tables.accounts.put(account.accountId(), account);
  }
}
