package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.http.RawHttp.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
  private static final String ROOMS = "/accounts/" + DocumentedExample.ACCOUNT.value() + "/rooms";

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
        Arguments.of("{\"MemberId\": \" \", \"Role\": \"Secret\"}", "MemberId is empty or blank"),
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
    "GET, /accounts/a",
    "GET, /accounts/a/rooms?operation=list",
    "GET, /accounts/a/rooms/b/members",
    "POST, /accounts/a/rooms/b/memberships/c/",
    "POST, /accounts/a/rooms/b/c/memberships",
    "POST, /Accounts/a/rooms/b/memberships",
    "POST, /%61ccounts/a/rooms/b/memberships",
    "POST, /accounts/a/rooms/b/memberships?operation=batch-delete",
    "POST, /accounts/a/rooms/b/memberships?operation=Batch-Create",
    "POST, /accounts/a/rooms/b/memberships?x=y&operation=",
    "POST, /accounts/a/rooms/b/memberships?operation",
    "POST, /accounts/a/rooms/b/memberships/c?operation=batch-create",
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
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT     | /accounts/a/rooms                                      | GET, POST",
        "DELETE  | /accounts/a/rooms                                      | GET, POST",
        "PUT     | /accounts/a/rooms/b                                    | DELETE, GET, POST",
        "PUT     | /accounts/a/rooms/b/memberships                        | GET, POST",
        "DELETE  | /accounts/a/rooms/b/memberships                        | GET, POST",
        "PATCH   | /accounts/a/rooms/b/memberships                        | GET, POST",
        "OPTIONS | /accounts/a/rooms/b/memberships                        | GET, POST",
        "TRACE   | /accounts/a/rooms/b/memberships                        | GET, POST",
        "post    | /accounts/a/rooms/b/memberships                        | GET, POST",
        "GET     | /accounts/a/rooms/b/memberships?operation=batch-create | POST",
        "GET     | /accounts/a/rooms/b/memberships/c                      | DELETE, POST"
      })
  void anotherMethodIsAnsweredWithTheAllowedOnes(String method, String target, String allowed)
      throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      Reply reply = http.request(method + " " + target, new byte[0]).reply();
      isTyped(reply, 405, "UnknownOperationException");
      assertThat(reply.headers().get("allow")).isEqualTo(allowed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"operation=batch-create", "x=y&%6Fperation=batch%2Dcreate&"})
  void theBatchIsTheOperationOfTheQuery(String query) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      isBad(
          http.request("POST " + DocumentedExample.PATH + "?" + query, new byte[0]).reply(),
          "MembershipItemList is missing");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                     | MembershipItemList is missing",
        "{'MembershipItemList': null}                           | MembershipItemList is missing",
        "{'MembershipItemList': []}                             | MembershipItemList is empty",
        "{'MembershipItemList': {}}                             | MembershipItemList is not an array",
        "{'MembershipItemList': 'Secret'}                       | MembershipItemList is not an array",
        "{'MembershipItemList': ['Secret']}                     | an element that is not an object",
        "{'MembershipItemList': [{'MemberId': 'a'}, []]}        | an element that is not an object",
        "{'MembershipItemList': [{'MemberId': ['Secret']}]}     | MemberId is not a string",
        "{'MembershipItemList': [{'MemberId': 'a', 'Role': 1}]} | Role is not a string"
      })
  void anInvalidBatchIsABadRequest(String body, String message) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      isBad(
          http.request(
                  "POST " + DocumentedExample.PATH + "?operation=batch-create",
                  body.replace('\'', '"').getBytes(UTF_8))
              .reply(),
          message);
    }
  }

  @Test
  void aBatchHasAtMost50Items() throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      String items = "{\"MembershipItemList\": [" + "{},".repeat(50) + "null]}";
      isBad(
          http.request(
                  "POST " + DocumentedExample.PATH + "?operation=batch-create",
                  items.getBytes(UTF_8))
              .reply(),
          "MembershipItemList has more than 50 items");
    }
  }

  /** An item that is malformed within its types fails by itself, and the others do not. */
  @Test
  void aMalformedItemFailsByItself() throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      Reply reply =
          http.request(
                  "POST " + DocumentedExample.PATH + "?operation=batch-create",
                  "{\"MembershipItemList\": [null, {\"MemberId\": \"a\", \"Role\": \"Owner\"}]}"
                      .getBytes(UTF_8))
              .reply();
      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.body())
          .isEqualTo(
              "{\"Errors\":[{\"ErrorCode\":\"BadRequest\","
                  + "\"ErrorMessage\":\"MemberId is missing\"},"
                  + "{\"MemberId\":\"a\",\"ErrorCode\":\"BadRequest\","
                  + "\"ErrorMessage\":\"Role is neither Administrator nor Member\"}]}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/accounts/a/rooms/%ff/memberships, RoomId is not valid percent-encoded UTF-8",
    "/accounts/%c0%af/rooms/b/memberships, AccountId is not valid percent-encoded UTF-8",
    "/accounts/%20/rooms/%09/memberships, RoomId is empty or blank",
    "/accounts//rooms//memberships, AccountId is empty or blank",
    "/accounts/./rooms/../memberships, MemberId is missing"
  })
  void anInvalidIdIsABadRequest(String target, String message) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      isBad(http.request("POST " + target, new byte[0]).reply(), message);
    }
  }

  private static Reply get(String target) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      return http.request("GET " + target, new byte[0]).reply();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "",
        "0",
        "100",
        "-1",
        "1.0",
        "1e1",
        "%2B1",
        "+1",
        "2147483648",
        "99999999999999999999",
        "%D9%A1",
        "%201"
      })
  void aPageSizeThatIsNoNumberFrom1To99IsABadRequest(String number) throws IOException {
    for (String path : List.of(ROOMS, DocumentedExample.PATH)) {
      isBad(get(path + "?max-results=" + number), "\"MaxResults is not a number from 1 to 99\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"next-token=", "next-token", "next-token=x", "next-token=%20"})
  void aTextThatIsNoPageTokenIsABadRequest(String parameter) throws IOException {
    for (String path : List.of(ROOMS, DocumentedExample.PATH)) {
      isBad(get(path + "?" + parameter), "NextToken is not a token");
    }
  }

  /** ANY-03 names every violation, also one that only the wire can have. */
  @Test
  void everyViolationIsNamed() throws IOException {
    isBad(
        get(DocumentedExample.PATH + "?max-results=x&next-token=y"),
        "MaxResults is not a number from 1 to 99; NextToken is not a token");
  }

  @ParameterizedTest
  @CsvSource({"max-results", "next-token", "member-id"})
  void aRepeatedParameterIsABadRequest(String name) throws IOException {
    isBad(
        get(ROOMS + "?" + name + "=1&" + name + "=1"),
        "The query has more than one parameter " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?unknown=1&unknown=2",
        "?max-results=1",
        "?max-results=%39%39",
        "?max-results=01",
        "?Max-Results=0",
        "?MaxResults=0",
        "?member-id=",
        "?member-id"
      })
  void otherParametersAreIgnored(String query) throws IOException {
    Reply reply = get(ROOMS + query);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
    assertThat(reply.body())
        .isEqualTo(
            ("{\"Rooms\":[{\"RoomId\":\"%s\",\"Name\":\"chatRoom\",\"AccountId\":\"%s\","
                    + "\"CreatedBy\":\"%s\",\"CreatedTimestamp\":\"1970-01-01T00:00:00.000Z\","
                    + "\"UpdatedTimestamp\":\"1970-01-01T00:00:00.000Z\"}]}")
                .formatted(
                    DocumentedExample.ROOM.value(),
                    DocumentedExample.ACCOUNT.value(),
                    DocumentedExample.ALEJANDRO.identifier()));
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
