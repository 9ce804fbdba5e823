package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2OnDiskTest {
  @Test
  void whatOneStoreKeepsAnotherFinds(@TempDir Path directory) {
    Account account =
        Account.builder()
            .accountId(new AccountId("account"))
            .type(AccountType.ENTERPRISE_OIDC)
            .build();
    H2OnDisk.open(directory).accounts().save(account);

    assertThat(H2OnDisk.open(directory).accounts().find(account.accountId())).contains(account);
  }
}
