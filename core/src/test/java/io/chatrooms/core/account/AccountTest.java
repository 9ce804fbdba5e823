package io.chatrooms.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountTest {
  private static final Account ACME =
      Account.builder().accountId(new AccountId("acme")).type(AccountType.ENTERPRISE_LWA).build();

  @Test
  void byDefaultAnAccountIsActive() {
    assertThat(ACME.status()).isEqualTo(AccountStatus.ACTIVE);
    assertThat(ACME.isSuspended()).isFalse();
  }

  @Test
  void anAccountMayBeSuspended() {
    Account suspended = Account.builder().from(ACME).status(AccountStatus.SUSPENDED).build();

    assertThat(suspended.isSuspended()).isTrue();
    assertThat(suspended.accountId()).isEqualTo(ACME.accountId());
    assertThat(suspended.type()).isEqualTo(ACME.type());
  }

  @ParameterizedTest
  @EnumSource
  void allButTeamAccountsHaveRooms(AccountType type) {
    assertThat(Account.builder().from(ACME).type(type).build().holdsRooms())
        .isEqualTo(type != AccountType.TEAM);
  }

  @Test
  void theIdAndTheTypeAreRequired() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Account.builder().build())
        .withMessageContaining("accountId")
        .withMessageContaining("type");
  }
}
