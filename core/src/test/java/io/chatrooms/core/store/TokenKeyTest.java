package io.chatrooms.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeyTest {
  @Test
  void itKeepsItsBytesAndNobodyElseHasThem() {
    byte[] bytes = new byte[TokenKey.LENGTH];
    Arrays.fill(bytes, (byte) 7);
    byte[] copy = bytes.clone();
    TokenKey key = TokenKey.of(bytes);
    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(key.bytes(), (byte) 0);

    assertThat(key.bytes()).isEqualTo(copy);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33})
  void itHas32Bytes(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenKey.of(new byte[length]))
        .withMessage("a key has 32 bytes, not " + length);
  }

  @Test
  void aRandomKeyIsAnotherEachTime() {
    assertThat(TokenKey.random().bytes()).hasSize(32).isNotEqualTo(TokenKey.random().bytes());
  }

  @Test
  void itsTextShowsNothing() {
    assertThat(TokenKey.random()).hasToString("TokenKey");
  }
}
