package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  @Test
  void anAccountAdministratorIsKnownByItsIdentifierAndIsNotAMember() {
    Caller.Authenticated caller = Caller.accountAdministrator(ACME, "arn:root");

    assertThat(caller.accountId()).isEqualTo(ACME);
    assertThat(caller.identifier()).isEqualTo("arn:root");
    assertThat(caller.memberId()).isEmpty();
  }

  @Test
  void aMemberIsKnownByItsId() {
    Caller.Authenticated caller = Caller.member(ACME, BOB);

    assertThat(caller.accountId()).isEqualTo(ACME);
    assertThat(caller.identifier()).isEqualTo("bob");
    assertThat(caller.memberId()).contains(BOB);
  }

  @Test
  void callersThatAreNotAuthenticatedAreEqual() {
    assertThat(Caller.unauthenticated()).isEqualTo(new Caller.Unauthenticated());
  }

  @Test
  void anIdentifierHasAtMost2048CodePoints() {
    String longest = "\uD83D\uDE00".repeat(2_048);

    assertThat(Caller.accountAdministrator(ACME, longest).identifier()).isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Caller.accountAdministrator(ACME, longest + "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\0", "secret\uD800"})
  void anIdentifierThatNoStoreCanKeepIsRefusedAndNotRepeated(String identifier) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Caller.accountAdministrator(ACME, identifier))
        .withMessageNotContaining("secret");
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void everyPartIsRequired() {
    assertThatNullPointerException().isThrownBy(() -> Caller.accountAdministrator(null, "arn"));
    assertThatNullPointerException().isThrownBy(() -> Caller.accountAdministrator(ACME, null));
    assertThatNullPointerException().isThrownBy(() -> Caller.member(null, BOB));
    assertThatNullPointerException().isThrownBy(() -> Caller.member(ACME, null));
  }
}
