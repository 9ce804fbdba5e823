package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what it cannot reach for what is not there. */
final class EmptyWhenCutOff extends TinyStore {
  EmptyWhenCutOff(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
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
