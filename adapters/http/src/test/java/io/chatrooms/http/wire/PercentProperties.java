package io.chatrooms.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.testkit.DomainArbitraries;
import java.net.URLDecoder;
import java.net.URLEncoder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares the encoding with the JDK's, which differs for spaces, asterisks and tildes. */
class PercentProperties {
  @Provide
  Arbitrary<String> texts() {
    return DomainArbitraries.texts();
  }

  @Property
  void decodingRevertsEncoding(@ForAll("texts") String text) throws MalformedException {
    assertThat(Percent.decode(Percent.encode(text))).isEqualTo(text);
  }

  @Property
  void encodesLikeTheJdk(@ForAll("texts") String text) {
    assertThat(Percent.encode(text))
        .isEqualTo(
            URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~"));
  }

  @Provide
  Arbitrary<String> encodings() {
    return Arbitraries.strings().withChars("%09afAFgz/.~").ofMaxLength(12);
  }

  /** The JDK decodes invalid UTF-8 to a replacement character. */
  @Property
  void decodesLikeTheJdkOrRejects(@ForAll("encodings") String encoded) {
    String decoded;
    try {
      decoded = Percent.decode(encoded);
    } catch (MalformedException e) {
      assertThat(e.why()).isNotBlank();
      assertThat(isMalformed(encoded)).isTrue();
      return;
    }
    assertThat(decoded).isEqualTo(URLDecoder.decode(encoded, UTF_8));
  }

  private static boolean isMalformed(String encoded) {
    try {
      return URLDecoder.decode(encoded, UTF_8).contains("\ufffd");
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  @Example
  void namesTheProblem() {
    assertThatThrownBy(() -> Percent.decode("caf\u00e9"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("must be percent-encoded");
    assertThatThrownBy(() -> Percent.decode("%4"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("without two hexadecimal digits");
    assertThatThrownBy(() -> Percent.decode("a%"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("without two hexadecimal digits");
  }
}
