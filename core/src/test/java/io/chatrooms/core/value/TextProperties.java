package io.chatrooms.core.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TextProperties {
  @Property
  void idsAreOrderedAsTheirCodePointsAre(@ForAll("text") String a, @ForAll("text") String b) {
    int expected = Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    assertThat(Integer.signum(Text.compareCodePoints(a, b))).isEqualTo(Integer.signum(expected));
    assertThat(Integer.signum(Text.compareCodePoints(b, a))).isEqualTo(-Integer.signum(expected));
  }

  @Property
  void onlyEqualTextsAreOrderedAsEqual(@ForAll("text") String a, @ForAll("text") String b) {
    assertThat(Text.compareCodePoints(a, b) == 0).isEqualTo(a.equals(b));
  }

  /** Few code points, so that texts share a beginning; from both sides of the surrogates. */
  @Provide
  Arbitrary<String> text() {
    return Arbitraries.of(0x1, 0x61, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x103FF, 0x10400, 0x10FFFF)
        .list()
        .ofMaxSize(4)
        .map(codePoints -> codePoints.stream().map(Character::toString).reduce("", String::concat));
  }

  @Property
  void whiteSpaceIsWhatEitherLanguageSays(
      @ForAll @IntRange(max = Character.MAX_CODE_POINT) int codePoint) {
    // Cc-White_Space of ECMAScript by number, and its Zs, Zl and Zp by category.
    boolean ecmaScript =
        (0x09 <= codePoint && codePoint <= 0x0D)
            || codePoint == 0xFEFF
            || Character.toString(codePoint).matches("\\p{Z}");

    assertThat(Text.isBlank(Character.toString(codePoint)))
        .isEqualTo(ecmaScript || Character.isWhitespace(codePoint));
  }

  @Property
  void halfAPairIsWhatUtf8CannotHold(@ForAll("anyUnits") String text) {
    String there = new String(text.getBytes(UTF_8), UTF_8);

    assertThat(Text.holdsLoneSurrogate(text)).isEqualTo(!there.equals(text));
  }

  @Provide
  Arbitrary<String> anyUnits() {
    return Arbitraries.strings()
        .withChars('a', '\uD7FF', '\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\uE000')
        .ofMaxLength(6);
  }
}
