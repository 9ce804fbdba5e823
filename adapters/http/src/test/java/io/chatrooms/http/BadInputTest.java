package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.http.RawHttp.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any invalid request gets a typed answer that blames the client, not the service. */
class BadInputTest {
  private static JettyHost host;

  @BeforeAll
  static void start() throws Exception {
    host = JettyHost.start();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static Reply post(byte[] body, String... headers) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      return http.request("POST " + DocumentedExample.PATH, body, headers).reply();
    }
  }

  private static void isTyped(Reply reply, int status, String type) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.type()).isEqualTo(type);
    assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
    assertThat(reply.headers().get("x-amzn-requestid")).hasSize(36);
    assertThat(reply.body())
        .startsWith("{\"Code\":\"" + type.replace("Exception", "") + "\",\"Message\":\"")
        .endsWith("\"}")
        .doesNotContain("Secret", "io.chatrooms", "jackson");
  }

  private static void isBad(Reply reply, String message) {
    isTyped(reply, 400, "BadRequestException");
    assertThat(reply.body()).contains(message);
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("", "MemberId is missing"),
        Arguments.of("{}", "MemberId is missing"),
        Arguments.of("{\"MemberId\": null, \"Role\": null}", "MemberId is missing"),
        Arguments.of("{\"memberid\": \"Secret\"}", "MemberId is missing"),
        Arguments.of("   ", "not a JSON object"),
        Arguments.of("null", "not a JSON object"),
        Arguments.of("[]", "not a JSON object"),
        Arguments.of("\"Secret\"", "not a JSON object"),
        Arguments.of("Secret", "not valid JSON"),
        Arguments.of("{\"MemberId\": Secret}", "not valid JSON"),
        Arguments.of("{\"MemberId\": \"Secret", "not valid JSON"),
        Arguments.of("{\"MemberId\": \"a\"} {}", "not valid JSON"),
        Arguments.of("{\"MemberId\": \"a\"} Secret", "not valid JSON"),
        Arguments.of("{\"MemberId\": \"a\", \"MemberId\": \"b\"}", "a duplicate field"),
        Arguments.of("{\"x\": {\"y\": 1, \"y\": 2}}", "a duplicate field"),
        Arguments.of("{\"MemberId\": 5}", "MemberId is not a string"),
        Arguments.of("{\"MemberId\": [\"Secret\"]}", "MemberId is not a string"),
        Arguments.of("{\"MemberId\": \"a\", \"Role\": true}", "Role is not a string"),
        Arguments.of(
            "{\"MemberId\": \" \", \"Role\": \"Secret\"}",
            "MemberId contains nothing but white space"),
        Arguments.of("{\"MemberId\": \" \", \"Role\": \"Secret\"}", "Role is neither"),
        Arguments.of("{\"MemberId\": \"a\\u0000\"}", "MemberId contains a NUL"),
        Arguments.of("{\"MemberId\": \"\\ud800\"}", "MemberId contains a lone surrogate"),
        Arguments.of("{\"MemberId\": \"" + "x".repeat(129) + "\"}", "more than 128"),
        Arguments.of("{\"x\": " + "[".repeat(100_000), "nested too deeply"),
        Arguments.of(
            "{\"x\": " + "[".repeat(40) + "]".repeat(40) + ", \"MemberId\": \"a\"}",
            "nested too deeply"),
        Arguments.of("{\"x\": " + "9".repeat(5_000) + "}", "too long values"),
        Arguments.of("{\"x\": [" + "{},".repeat(20_000) + "{}]}", "too long values"),
        Arguments.of("<xml/>", "not valid JSON"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void anInvalidBodyIsABadRequest(String body, String message) throws IOException {
    isBad(post(body.getBytes(UTF_8)), message);
  }

  @Test
  void aBodyInAnotherCharsetIsABadRequest() throws IOException {
    isBad(post("{\"MemberId\": \"caf\u00e9\"}".getBytes(ISO_8859_1)), "not valid UTF-8");
    isBad(post("{\"MemberId\": \"a\"}".getBytes(UTF_16LE)), "not valid JSON");
    isBad(post(new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'}), "not valid UTF-8");
    isBad(
        post(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}),
        "not valid UTF-8"); // an encoded surrogate
  }

  @Test
  void anUnknownFieldIsIgnored() throws IOException {
    String body = "{\"Unknown\": {\"deep\": [1, 2.5e300, null]}, \"MemberId\": \"nobody\"}";
    isTyped(post(body.getBytes(UTF_8)), 404, "NotFoundException");
  }

  /** AWS clients have sent all of these; nothing but JSON is read, whatever the type says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON ; charset=utf-8",
        "application/json;x=y",
        "application/x-amz-json-1.1",
        "application/x-amz-json-1.0",
        "text/plain",
        "application/octet-stream",
        "binary/octet-stream",
        "application/x-www-form-urlencoded; charset=utf-8",
        "",
        ";"
      })
  void theContentTypeIsIgnored(String type) throws IOException {
    byte[] body = "{\"MemberId\": \"nobody\"}".getBytes(UTF_8);
    isTyped(post(body, "Content-Type: " + type), 404, "NotFoundException");
  }

  @Test
  void theContentTypeMayBeMissing() throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      String body = "{\"MemberId\": \"nobody\"}";
      http.send(
          "POST "
              + DocumentedExample.PATH
              + " HTTP/1.1\r\nHost: a\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      isTyped(http.reply(), 404, "NotFoundException");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /",
    "POST, /accounts",
    "GET, /accounts/a/rooms",
    "POST, /accounts/a/rooms/b",
    "POST, /accounts/a/rooms/b/memberships/",
    "POST, /accounts/a/rooms/b/memberships/c",
    "POST, /accounts/a/rooms/b/c/memberships",
    "POST, /Accounts/a/rooms/b/memberships",
    "POST, /%61ccounts/a/rooms/b/memberships",
    "POST, /accounts/a/rooms/b/memberships?operation=batch-create",
    "POST, /accounts/a/rooms/b/memberships?x=y&operation=",
    "POST, /accounts/a/rooms/b/memberships?operation",
    "POST, /accounts/a/rooms/b/memberships?%6Fperation=batch%2Dcreate",
    "PUT, /meetings"
  })
  void anyOtherPathIsAnUnknownOperation(String method, String target) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      Reply reply = http.request(method + " " + target, new byte[0]).reply();
      isTyped(reply, 404, "UnknownOperationException");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "operation=a&operation=b, more than one parameter operation",
    "x=%zz, The query contains a percent sign",
    "x=%ff, The query is not valid percent-encoded UTF-8"
  })
  void aMalformedQueryIsABadRequest(String query, String message) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      isBad(
          http.request("POST " + DocumentedExample.PATH + "?" + query, new byte[0]).reply(),
          message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post", "WHATEVER"})
  void anotherMethodIsAnsweredWithTheAllowedOnes(String method) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      Reply reply = http.request(method + " " + DocumentedExample.PATH, new byte[0]).reply();
      isTyped(reply, 405, "UnknownOperationException");
      assertThat(reply.headers().get("allow")).isEqualTo("POST");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/accounts/a/rooms/%ff/memberships, RoomId is not valid percent-encoded UTF-8",
    "/accounts/%c0%af/rooms/b/memberships, AccountId is not valid percent-encoded UTF-8",
    "/accounts/%20/rooms/%09/memberships, RoomId contains nothing but white space",
    "/accounts//rooms//memberships, AccountId contains nothing but white space",
    "/accounts/./rooms/../memberships, MemberId is missing"
  })
  void anInvalidIdIsABadRequest(String target, String message) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      isBad(http.request("POST " + target, new byte[0]).reply(), message);
    }
  }

  private static byte[] spaces(int count) {
    byte[] spaces = new byte[count];
    Arrays.fill(spaces, (byte) ' ');
    return spaces;
  }

  @Test
  void aBodyMayHaveOneMebibyte() throws IOException {
    byte[] largest = spaces(1 << 20);
    byte[] json = "{\"MemberId\": \"nobody\"}".getBytes(UTF_8);
    System.arraycopy(json, 0, largest, 0, json.length);
    isTyped(post(largest), 404, "NotFoundException");
    isBad(post(Arrays.copyOf(largest, largest.length + 1)), "larger than 1 MiB");
  }

  @Test
  void theConnectionSurvivesATooLargeBody() throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      isBad(http.request("POST " + DocumentedExample.PATH, spaces(2 << 20)).reply(), "1 MiB");
      isBad(http.request("POST " + DocumentedExample.PATH, new byte[0]).reply(), "missing");
    }
  }

  @Test
  void aMuchTooLargeContentLengthIsRejectedAtOnce() throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      http.send(
          "POST "
              + DocumentedExample.PATH
              + " HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n");
      isBad(http.reply(), "1 MiB");
      assertThat(http.isEnded()).isTrue();
    }
  }

  @Test
  void anEndlessBodyIsRejected() throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      http.send(
          "POST "
              + DocumentedExample.PATH
              + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      Thread endless =
          new Thread(
              () -> {
                try {
                  while (true) {
                    http.send("10000\r\n").send(spaces(0x10000)).send("\r\n");
                  }
                } catch (IOException e) {
                  // the host closed the connection
                }
              });
      endless.start();
      isBad(http.reply(), "1 MiB");
      http.disconnect();
      endless.join(Duration.ofMinutes(1).toMillis());
      assertThat(endless.isAlive()).isFalse();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCompressedBodyIsABadRequest() throws IOException {
    isBad(post(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "Content-Encoding: gzip"), "not valid UTF-8");
  }
}
