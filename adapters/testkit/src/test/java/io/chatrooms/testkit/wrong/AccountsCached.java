package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers accounts, and never hears that another instance changed one. */
final class AccountsCached extends TinyStore {
  private final Map<AccountId, Optional<Account>> cache = new ConcurrentHashMap<>();

  AccountsCached(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
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
