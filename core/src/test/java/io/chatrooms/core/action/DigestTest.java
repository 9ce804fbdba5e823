package io.chatrooms.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DigestTest {
  @Test
  void itIs64HexadecimalDigitsInLowerCase() {
    assertThat(Digest.of()).matches("[0-9a-f]{64}");
    assertThat(Digest.of("ann@example.org")).matches("[0-9a-f]{64}").doesNotContain("ann");
    assertThat(Digest.of("a".repeat(100_000))).matches("[0-9a-f]{64}");
  }

  @Test
  void itIsTheSameForever() {
    assertThat(Digest.of("a", "b"))
        .as("stores keep digests")
        .isEqualTo("16275ef0f5d0eb9dd9e0a53277549fda5c886358a6872df23c797b13e11455bc");
  }

  @Test
  void otherTextsAndOtherBordersHaveAnother() {
    assertThat(
            Stream.of(
                    List.of("ab"),
                    List.of("a", "b"),
                    List.of("b", "a"),
                    List.of("", "ab"),
                    List.of("ab", ""),
                    List.of("AB"),
                    List.of("ab "),
                    List.of("a\0b"),
                    List.of("\u00E9"),
                    List.of("e\u0301"),
                    List.<String>of())
                .map(texts -> Digest.of(texts.toArray(new String[0]))))
        .doesNotHaveDuplicates();
  }
}
