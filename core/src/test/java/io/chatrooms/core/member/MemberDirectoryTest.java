package io.chatrooms.core.member;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.Acme;
import io.chatrooms.core.store.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberDirectoryTest {
  private static final Member USER = Acme.user(ANN, MemberState.REGISTERED);

  @Test
  void unlessItLooksUpManyAtOnceItLooksUpEach() {
    MemberDirectory directory =
        (account, member) ->
            member.equals(ANN) && account.equals(ACME) ? Optional.of(USER) : Optional.empty();

    assertThat(directory.findAll(ACME, List.of(BOB, ANN, ANN))).isEqualTo(Map.of(ANN, USER));
    assertThat(directory.findAll(ACME, List.of(BOB))).isEmpty();
    assertThat(directory.findAll(ACME, List.of())).isEmpty();
  }

  @Test
  void itFailsIfOneLookUpFails() {
    StoreUnavailableException thrown = new StoreUnavailableException("away", false, null);
    MemberDirectory directory =
        (account, member) -> {
          throw thrown;
        };

    assertThatThrownBy(() -> directory.findAll(ACME, List.of(ANN))).isSameAs(thrown);
  }
}
