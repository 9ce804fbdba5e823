package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.RequestRate;
import io.chatrooms.http.RawHttp.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written for clients does not depend on the default locale, here with other digits. */
class LocaleTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void set() {
    Locale.setDefault(Locale.forLanguageTag("ar-u-nu-arab"));
    assertThat("%d".formatted(1)).isEqualTo("\u0661");
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  private static void isAscii(Reply reply) {
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      assertThat(header.getValue()).as(header.getKey()).isASCII();
    }
    assertThat(reply.body()).isASCII();
  }

  private static Reply post(JettyHost host, String body, String... headers) throws Exception {
    try (RawHttp http = new RawHttp(host.port())) {
      Reply reply =
          http.request("POST " + DocumentedExample.PATH, body.getBytes(UTF_8), headers).reply();
      isAscii(reply);
      return reply;
    }
  }

  @Test
  void answersHaveAsciiDigits() throws Exception {
    try (JettyHost host = JettyHost.start()) {
      assertThat(post(host, "{").body()).contains("at line 1, column 2");
      String jane = DocumentedExample.JANE_DOE.value();
      assertThat(post(host, "{\"MemberId\": \"" + jane + "\"}").status()).isEqualTo(201);
      assertThat(post(host, "{\"MemberId\": \"" + "x".repeat(129) + "\"}").body()).contains("128");
    }
    try (JettyHost host = JettyHost.start(caller -> Optional.of(Duration.ofSeconds(12)))) {
      assertThat(post(host, "{}").headers()).containsEntry("retry-after", "12");
    }
  }

  @Test
  void theDateOfTheRefusalOfAWrongClockHasAsciiDigits() throws Exception {
    try (JettyHost host =
        JettyHost.start(
            RequestRate.unlimited(), servlet -> servlet.signatureV4(Signing.CREDENTIALS))) {
      Map<String, String> headers =
          Signing.post(Map.of("Host", "localhost"), Instant.EPOCH, "{}".getBytes(UTF_8));
      Reply reply =
          post(
              host,
              "{}",
              "x-amz-date: " + headers.get("x-amz-date"),
              "authorization: " + headers.get("authorization"));
      assertThat(reply.body()).contains("from the server's time, 2");
    }
  }
}
