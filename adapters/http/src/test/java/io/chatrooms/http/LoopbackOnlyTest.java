package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.RequestRate;
import io.chatrooms.http.RawHttp.Reply;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages cannot use a servlet without authentication. */
class LoopbackOnlyTest {
  private static JettyHost host;

  @BeforeAll
  static void start() throws Exception {
    host = JettyHost.start(RequestRate.unlimited(), ChimeServlet.Builder::loopbackOnly);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static Reply post(JettyHost to, String... headers) throws IOException {
    try (RawHttp http = new RawHttp(to.port())) {
      String body = "{\"MemberId\": \"nobody\"}";
      String head = "POST " + DocumentedExample.PATH + " HTTP/1.1\r\n";
      String length = "Content-Length: " + body.length();
      return http.send(head + String.join("\r\n", headers) + "\r\n" + length + "\r\n\r\n" + body)
          .reply();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LocalHost:1",
        "127.0.0.1",
        "127.0.0.1:65535",
        "127.255.254.3:80",
        "[::1]",
        "[::1]:8080"
      })
  void aLoopbackHostIsServed(String name) throws IOException {
    assertThat(post(host, "Host: " + name).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attacker.example",
        "attacker.example:8080",
        "localhost.attacker.example",
        "attacker.localhost",
        "127.0.0.1.attacker.example:8080",
        "127.0.0.256",
        "127.1",
        "128.0.0.1",
        "10.0.0.1",
        "0.0.0.0:8080",
        "[::2]:8080",
        "[::]"
      })
  void anyOtherHostIsForbidden(String name) throws IOException {
    isForbidden(post(host, "Host: " + name));
  }

  private static void isForbidden(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.type()).isEqualTo("ForbiddenException");
    assertThat(reply.body()).contains("\"Code\":\"Forbidden\"").doesNotContain("attacker");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, https://attacker.example",
    "localhost:8080, http://localhost",
    "localhost:8080, http://localhost:3000",
    "localhost:8080, https://localhost:8080",
    "localhost:8080, http://127.0.0.1:8080",
    "localhost:8080, null",
    "localhost:8080, ''",
    "localhost:8080, http://localhost:8080.attacker.example"
  })
  void aForeignOriginIsForbidden(String name, String origin) throws IOException {
    isForbidden(post(host, "Host: " + name, "Origin: " + origin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin", "origin", "ORIGIN", "oRIGIN"})
  void theNameOfTheHeaderHasNoCase(String name) throws IOException {
    isForbidden(post(host, "Host: localhost", name + ": https://attacker.example"));
    assertThat(post(host, "host: localhost", name + ": http://localhost").status()).isEqualTo(404);
  }

  @Test
  void severalOriginsAreForbidden() throws IOException {
    isForbidden(post(host, "Host: localhost", "Origin: http://localhost", "Origin: http://b"));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, http://localhost:8080",
    "[::1], http://[::1]",
    "LocalHost:8080, HTTP://LOCALHOST:8080",
    "localhost, http://LOCALHOST"
  })
  void theServersOwnOriginIsServed(String name, String origin) throws IOException {
    assertThat(post(host, "Host: " + name, "Origin: " + origin).status()).isEqualTo(404);
  }

  @Test
  void unknownOperationsAreForbiddenToo() throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      isForbidden(http.send("GET /x HTTP/1.1\r\nHost: attacker.example\r\n\r\n").reply());
    }
  }

  @Test
  void theAuthorityOfHttp2IsTheHost() throws Exception {
    byte[] body = "{\"MemberId\": \"nobody\"}".getBytes(UTF_8);
    Map<String, String> none = Map.of();
    try (Http2 http = new Http2(host.port())) {
      assertThat(http.post("attacker.example", DocumentedExample.PATH, none, body).status())
          .isEqualTo(403);
      assertThat(http.post("localhost:8080", DocumentedExample.PATH, none, body).status())
          .isEqualTo(404);
    }
  }

  @Test
  void aHostThatAuthenticatesServesAnyHostAndOrigin() throws Exception {
    try (JettyHost authenticating = JettyHost.start()) {
      Reply reply = post(authenticating, "Host: any.example", "Origin: https://other.example");
      assertThat(reply.status()).isEqualTo(404);
    }
  }
}
