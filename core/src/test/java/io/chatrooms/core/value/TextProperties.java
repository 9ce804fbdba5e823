package io.chatrooms.core.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextProperties {
  @Property
  void textIsInTheOrderOfItsCodePoints(@ForAll("text") String a, @ForAll("text") String b) {
    int expected = Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    assertThat(Integer.signum(Text.compareCodePoints(a, b))).isEqualTo(Integer.signum(expected));
    assertThat(Integer.signum(Text.compareCodePoints(b, a))).isEqualTo(-Integer.signum(expected));
  }

  @Property
  void onlyEqualTextsCompareAsEqual(@ForAll("text") String a, @ForAll("text") String b) {
    assertThat(Text.compareCodePoints(a, b) == 0).isEqualTo(a.equals(b));
  }

  /** Few code points, so that texts share prefixes; from both sides of the surrogates. */
  @Provide
  Arbitrary<String> text() {
    return Arbitraries.of(0x1, 0x61, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x103FF, 0x10400, 0x10FFFF)
        .list()
        .ofMaxSize(4)
        .map(codePoints -> codePoints.stream().map(Character::toString).reduce("", String::concat));
  }

  @Property
  void aLoneSurrogateIsWhatUtf8CannotEncode(@ForAll("anyUnits") String text) {
    String decoded = new String(text.getBytes(UTF_8), UTF_8);

    assertThat(Text.containsLoneSurrogate(text)).isEqualTo(!decoded.equals(text));
  }

  @Provide
  Arbitrary<String> anyUnits() {
    return Arbitraries.strings()
        .withChars('a', '\uD7FF', '\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\uE000')
        .ofMaxLength(6);
  }
}
