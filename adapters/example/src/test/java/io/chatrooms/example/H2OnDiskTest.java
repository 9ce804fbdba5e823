package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2OnDiskTest {
  @Test
  void aSecondStoreFindsWhatTheFirstSaved(@TempDir Path directory) {
    Account account =
        Account.builder()
            .accountId(new AccountId("account"))
            .type(AccountType.ENTERPRISE_OIDC)
            .build();
    JdbcConnectionPool pool = H2OnDisk.pool(directory);
    H2OnDisk.open(pool).accounts().save(account);
    pool.dispose();

    JdbcConnectionPool again = H2OnDisk.pool(directory);
    assertThat(H2OnDisk.open(again).accounts().find(account.accountId())).contains(account);
    again.dispose();
  }
}
