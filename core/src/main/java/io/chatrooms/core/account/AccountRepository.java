package io.chatrooms.core.account;

import java.util.Optional;

/**
 * Remembers accounts. Every method may throw a {@link io.chatrooms.core.store.StoreException};
 * implementations are safe for use by many threads.
 */
public interface AccountRepository {
  /** The account as it was saved last. */
  Optional<Account> find(AccountId accountId);

  /** Adds the account, or replaces what stands under its id. The last save wins, whole. */
  void save(Account account);
}
