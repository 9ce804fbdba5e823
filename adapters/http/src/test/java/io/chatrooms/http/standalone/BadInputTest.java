package io.chatrooms.http.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.http.standalone.RawHttp.Reply;
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

/** Whatever is sent, the answer is typed, and never a failure of the service. */
class BadInputTest {
  private static Serving serving;

  @BeforeAll
  static void start() {
    serving = Serving.unsigned();
  }

  @AfterAll
  static void stop() {
    serving.close();
  }

  private static Reply post(byte[] body, String... headers) throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      return http.request("POST " + Serving.path(), body, headers).reply();
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
        Arguments.of("Secret", "not JSON"),
        Arguments.of("{\"MemberId\": Secret}", "not JSON"),
        Arguments.of("{\"MemberId\": \"Secret", "not JSON"),
        Arguments.of("{\"MemberId\": \"a\"} {}", "not JSON"),
        Arguments.of("{\"MemberId\": \"a\"} Secret", "not JSON"),
        Arguments.of("{\"MemberId\": \"a\", \"MemberId\": \"b\"}", "names a field twice"),
        Arguments.of("{\"x\": {\"y\": 1, \"y\": 2}}", "names a field twice"),
        Arguments.of("{\"MemberId\": 5}", "MemberId is not text"),
        Arguments.of("{\"MemberId\": [\"Secret\"]}", "MemberId is not text"),
        Arguments.of("{\"MemberId\": \"a\", \"Role\": true}", "Role is not text"),
        Arguments.of("{\"MemberId\": \" \", \"Role\": \"Secret\"}", "MemberId has no character"),
        Arguments.of("{\"MemberId\": \" \", \"Role\": \"Secret\"}", "Role is neither"),
        Arguments.of("{\"MemberId\": \"a\\u0000\"}", "MemberId holds a NUL"),
        Arguments.of("{\"MemberId\": \"\\ud800\"}", "MemberId holds a lone surrogate"),
        Arguments.of("{\"MemberId\": \"" + "x".repeat(129) + "\"}", "more than 128"),
        Arguments.of("{\"x\": " + "[".repeat(100_000), "nests too deep"),
        Arguments.of(
            "{\"x\": " + "[".repeat(40) + "]".repeat(40) + ", \"MemberId\": \"a\"}",
            "nests too deep"),
        Arguments.of("{\"x\": " + "9".repeat(5_000) + "}", "too much"),
        Arguments.of("{\"x\": [" + "{},".repeat(20_000) + "{}]}", "too much"),
        Arguments.of("<xml/>", "not JSON"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyThatCannotBeMeantIsABadRequest(String body, String message) throws IOException {
    isBad(post(body.getBytes(UTF_8)), message);
  }

  @Test
  void aBodyIsUtf8() throws IOException {
    isBad(post("{\"MemberId\": \"caf\u00e9\"}".getBytes(ISO_8859_1)), "not UTF-8");
    isBad(post("{\"MemberId\": \"a\"}".getBytes(UTF_16LE)), "not JSON");
    isBad(post(new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'}), "not UTF-8");
    isBad(
        post(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}),
        "not UTF-8"); // a surrogate
  }

  @Test
  void anUnknownFieldIsIgnored() throws IOException {
    serving.withUser("unknown-field");
    String body = "{\"Unknown\": {\"deep\": [1, 2.5e300, null]}, \"MemberId\": \"unknown-field\"}";
    assertThat(post(body.getBytes(UTF_8)).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "multipart/form-data; boundary=x",
        "",
        ";"
      })
  void aBodyOfAnotherTypeIsABadRequest(String type) throws IOException {
    isBad(post("{\"MemberId\": \"a\"}".getBytes(UTF_8), "Content-Type: " + type), "Content-Type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON ; charset=utf-8", "application/json;x=y"})
  void jsonIsJsonHoweverItIsWritten(String type) throws IOException {
    Reply reply = post("{\"MemberId\": \"nobody\"}".getBytes(UTF_8), "Content-Type: " + type);
    isTyped(reply, 404, "NotFoundException");
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
  void whatIsNoOperationIsUnknown(String method, String target) throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      Reply reply = http.request(method + " " + target, new byte[0]).reply();
      isTyped(reply, 404, "UnknownOperationException");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "operation=a&operation=b, more than one operation",
    "x=%zz, The query has a percent sign",
    "x=%ff, The query is not percent-encoded UTF-8"
  })
  void aQueryThatIsNoneIsABadRequest(String query, String message) throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      isBad(http.request("POST " + Serving.path() + "?" + query, new byte[0]).reply(), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post", "WHATEVER"})
  void anotherMethodIsToldWhichThereIs(String method) throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      Reply reply = http.request(method + " " + Serving.path(), new byte[0]).reply();
      isTyped(reply, 405, "UnknownOperationException");
      assertThat(reply.headers().get("allow")).isEqualTo("POST");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/accounts/a/rooms/%ff/memberships, RoomId is not percent-encoded UTF-8",
    "/accounts/%c0%af/rooms/b/memberships, AccountId is not percent-encoded UTF-8",
    "/accounts/%20/rooms/%09/memberships, RoomId has no character",
    "/accounts//rooms//memberships, AccountId has no character",
    "/accounts/./rooms/../memberships, MemberId is missing"
  })
  void anIdThatIsNoneIsABadRequest(String target, String message) throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      isBad(http.request("POST " + target, new byte[0]).reply(), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /accounts/%zz/rooms/b/memberships HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /accounts/%/rooms/b/memberships HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /accounts/%00/rooms/b/memberships HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/3.1\r\nHost: a\r\n\r\n",
        "POST /../../x HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "NOTHING\r\n\r\n"
      })
  void whatIsHardlyHttpIsABadRequest(String request) throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      isTyped(http.send(request).reply(), 400, "BadRequestException");
    }
  }

  @ParameterizedTest
  @CsvSource({"20000, 431, X: ", "20000, 414, GET /"})
  void whatIsTooLongIsABadRequest(int length, int status, String where) throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      String much = "a".repeat(length);
      String request =
          where.startsWith("GET")
              ? "GET /" + much + " HTTP/1.1\r\nHost: a\r\n\r\n"
              : "GET / HTTP/1.1\r\nHost: a\r\nX: " + much + "\r\n\r\n";
      isTyped(http.send(request).reply(), status, "BadRequestException");
    }
  }

  private static byte[] spaces(int count) {
    byte[] spaces = new byte[count];
    Arrays.fill(spaces, (byte) ' ');
    return spaces;
  }

  @Test
  void aBodyOfOneMebibyteIsTheLargest() throws IOException {
    byte[] largest = spaces(1 << 20);
    byte[] json = "{\"MemberId\": \"nobody\"}".getBytes(UTF_8);
    System.arraycopy(json, 0, largest, 0, json.length);
    isTyped(post(largest), 404, "NotFoundException");
    isBad(post(Arrays.copyOf(largest, largest.length + 1)), "larger than 1 MiB");
  }

  @Test
  void afterABodyThatIsTooLargeTheConnectionGoesOn() throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      isBad(http.request("POST " + Serving.path(), spaces(2 << 20)).reply(), "1 MiB");
      isBad(http.request("POST " + Serving.path(), new byte[0]).reply(), "missing");
    }
  }

  @Test
  void aBodyThatSaysItIsFarTooLargeIsNotWaitedFor() throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      http.send(
          "POST " + Serving.path() + " HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n");
      isBad(http.reply(), "1 MiB");
      assertThat(http.isEnded()).isTrue();
    }
  }

  @Test
  void anEndlessBodyIsCutOff() throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      http.send(
          "POST " + Serving.path() + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      Thread endless =
          new Thread(
              () -> {
                try {
                  while (true) {
                    http.send("10000\r\n").send(spaces(0x10000)).send("\r\n");
                  }
                } catch (IOException e) {
                  // cut off, which is what this is about
                }
              });
      endless.start();
      isBad(http.reply(), "1 MiB");
      http.hangUp();
      endless.join(Duration.ofMinutes(1).toMillis());
      assertThat(endless.isAlive()).isFalse();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anEncodedBodyIsNotJson() throws IOException {
    isBad(post(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "Content-Encoding: gzip"), "not UTF-8");
  }
}
