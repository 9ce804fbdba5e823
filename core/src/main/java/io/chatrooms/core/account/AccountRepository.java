package io.chatrooms.core.account;

import java.util.Optional;

/**
 * Stores accounts. Every method may throw a {@link io.chatrooms.core.store.StoreException}.
 * Implementations are safe for use by many threads.
 */
public interface AccountRepository {
  /** The account as it was last saved; empty if it never was. */
  Optional<Account> find(AccountId accountId);

  /** Inserts the account, or replaces the one with the same id. The last save wins, whole. */
  void save(Account account);
}
