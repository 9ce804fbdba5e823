package io.chatrooms.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  /** A character of four bytes and two UTF-16 units. */
  private static final String GRIN = "\uD83D\uDE00";

  @ParameterizedTest
  @ValueSource(
      ints = {
        '\t', '\n', 0x0B, '\f', '\r', 0x1C, 0x1D, 0x1E, 0x1F, ' ', 0xA0, 0x1680, 0x2000, 0x2007,
        0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF
      })
  void whiteSpaceAloneIsBlank(int codePoint) {
    assertThat(Text.isBlank(Character.toString(codePoint))).isTrue();
    assertThat(Text.isBlank("\u3000" + Character.toString(codePoint) + " ")).isTrue();
    assertThat(Text.isBlank(Character.toString(codePoint) + "a")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x08, 0x0E, 0x1B, 0x85, 0x180E, 0x200B, 0x2060, 0x2800, 0xFFFE, 0x1F600})
  void whatOnlyLooksLikeWhiteSpaceIsNotBlank(int codePoint) {
    assertThat(Text.isBlank(Character.toString(codePoint))).isFalse();
  }

  @Test
  void whiteSpaceIsWhatEitherLanguageCallsWhiteSpace() {
    // ECMAScript's set: five controls, U+FEFF, and the separators of Unicode.
    Predicate<String> ecmaScript = Pattern.compile("[\\t-\\r\\uFEFF\\p{Z}]").asMatchPredicate();

    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      String text = Character.toString(codePoint);
      if (Text.isBlank(text) != (ecmaScript.test(text) || Character.isWhitespace(codePoint))) {
        fail("U+%04X".formatted(codePoint));
      }
    }
  }

  @Test
  void theEmptyTextIsBlank() {
    assertThat(Text.isBlank("")).isTrue();
  }

  @Test
  void aLineFeedBetweenLettersIsNotBlank() {
    assertThat(Text.isBlank("a\nb")).isFalse();
    assertThat(Text.requireId("a\nb")).isEqualTo("a\nb");
  }

  @Test
  void lengthIsCountedInCodePoints() {
    assertThat(Text.isLongerThan(2, "ab")).isFalse();
    assertThat(Text.isLongerThan(2, "abc")).isTrue();
    assertThat(Text.isLongerThan(2, GRIN + GRIN)).isFalse();
    assertThat(Text.isLongerThan(2, GRIN + GRIN + "a")).isTrue();
    assertThat(Text.isLongerThan(0, "")).isFalse();
  }

  @Test
  void anIdHasAtMost128CodePoints() {
    assertThat(Text.requireId(GRIN.repeat(128))).isEqualTo(GRIN.repeat(128));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Text.requireId(GRIN.repeat(129)))
        .withMessage("an id has at most 128 code points");
  }

  @Test
  void anIdContainsACharacterOtherThanWhiteSpace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Text.requireId("\u00A0"))
        .withMessage("an id must contain a character other than white space");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\0", "\0a"})
  void noTextContainsANul(String text) {
    assertThat(Text.containsNul(text)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> Text.requireText(text));
    assertThatIllegalArgumentException().isThrownBy(() -> Text.requireId(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD800", "\uDBFF", "\uDC00", "a\uDFFF", "\uDC00\uD800", "\uD83Da\uDE00"})
  void noTextContainsALoneSurrogate(String text) {
    assertThat(Text.containsLoneSurrogate(text)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> Text.requireText(text));
    assertThatIllegalArgumentException().isThrownBy(() -> Text.requireId(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\uD7FF", "\uE000", "\uD83D\uDE00", "\uFFFF"})
  void otherTextIsReturnedAsItIs(String text) {
    assertThat(Text.containsNul(text)).isFalse();
    assertThat(Text.containsLoneSurrogate(text)).isFalse();
    assertThat(Text.requireText(text)).isSameAs(text);
  }

  @Test
  void aTextHasAtMost2048CodePoints() {
    assertThat(Text.requireText(GRIN.repeat(2_048))).hasSize(4_096);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Text.requireText(GRIN.repeat(2_049)))
        .withMessage("text has at most 2048 code points");
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void nullIsNotAText() {
    assertThatNullPointerException().isThrownBy(() -> Text.requireText(null)).withMessage("text");
  }

  @Test
  void supplementaryCodePointsComeAfterAllOthers() {
    assertThat(GRIN.compareTo("\uFFFF")).as("the order of UTF-16 units").isNegative();
    assertThat(Text.compareCodePoints(GRIN, "\uFFFF")).isPositive();
    assertThat(Text.compareCodePoints("\uE000", GRIN)).isNegative();
    assertThat(Text.compareCodePoints(GRIN, "\uD7FF")).isPositive();
    assertThat(Text.compareCodePoints(GRIN, "\uD83D\uDE01")).isNegative();
    assertThat(Text.compareCodePoints("\uD83E\uDD00", GRIN)).isPositive();
  }

  @Test
  void aPrefixComesBeforeTheWhole() {
    assertThat(Text.compareCodePoints("bob", "bob ")).isNegative();
    assertThat(Text.compareCodePoints("bob ", "bob")).isPositive();
    assertThat(Text.compareCodePoints("bob", "bob")).isZero();
    assertThat(Text.compareCodePoints("", "a")).isNegative();
  }
}
