package io.chatrooms.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTokenTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @Test
  void itConsistsOfTwoDigests() {
    IdempotencyToken token = new IdempotencyToken(DIGEST, "f".repeat(64));

    assertThat(token.key()).isEqualTo(DIGEST);
    assertThat(token.content()).isEqualTo("f".repeat(64));
    assertThat(token).isNotEqualTo(new IdempotencyToken(DIGEST, "e".repeat(64)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann's secret token",
        "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
      })
  void anythingElseIsRefusedAndNotRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdempotencyToken(text, DIGEST))
        .withMessage("a digest is 64 hexadecimal digits in lower case");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdempotencyToken(DIGEST, text))
        .withMessage("a digest is 64 hexadecimal digits in lower case");
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void bothPartsAreRequired() {
    assertThatNullPointerException()
        .isThrownBy(() -> new IdempotencyToken(null, DIGEST))
        .withMessage("key");
    assertThatNullPointerException()
        .isThrownBy(() -> new IdempotencyToken(DIGEST, null))
        .withMessage("content");
  }
}
