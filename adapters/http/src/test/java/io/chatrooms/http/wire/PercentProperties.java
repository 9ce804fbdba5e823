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

/** Percent-encoding, against the JDK's, which has another way with spaces and three more signs. */
class PercentProperties {
  @Provide
  Arbitrary<String> texts() {
    return DomainArbitraries.texts();
  }

  @Property
  void whatIsEncodedIsDecoded(@ForAll("texts") String text) throws MalformedException {
    assertThat(Percent.decode(Percent.encode(text))).isEqualTo(text);
  }

  @Property
  void itIsEncodedAsTheJdkDoesIt(@ForAll("texts") String text) {
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

  /** The JDK puts a replacement character where there is no UTF-8. */
  @Property
  void itIsDecodedAsTheJdkDoesItOrNotAtAll(@ForAll("encodings") String encoded) {
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
  void whatHasToBeEncodedIsTold() {
    assertThatThrownBy(() -> Percent.decode("caf\u00e9"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("has to be percent-encoded");
    assertThatThrownBy(() -> Percent.decode("%4"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("without two digits");
    assertThatThrownBy(() -> Percent.decode("a%"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("without two digits");
  }
}
