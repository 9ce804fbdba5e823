package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.RequestRate;
import io.chatrooms.http.RawHttp.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ANY-01 precedes ANY-02, which precedes ANY-03, however a request is malformed. */
class RuleOrderTest {
  private static final String PATH = DocumentedExample.PATH;
  private static final String REST = "/rooms/b/memberships";

  private static Reply post(
      RequestRate rate, UnaryOperator<ChimeServlet.Builder> settings, String path, String body)
      throws Exception {
    try (JettyHost host = JettyHost.start(rate, settings);
        RawHttp http = new RawHttp(host.port())) {
      String target = path.equals("valid") ? PATH : path + REST;
      return http.request("POST " + target, body.getBytes(UTF_8)).reply();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/accounts/%20, {}",
    "/accounts/%ff, {}",
    "valid, {",
    "valid, []",
    "valid, '{\"MemberId\": 5}'"
  })
  void anUnsignedRequestIsUnauthorized(String path, String body) throws Exception {
    Reply reply =
        post(
            RequestRate.unlimited(),
            servlet -> servlet.signatureV4(Signing.CREDENTIALS),
            path,
            body);
    assertThat(reply.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"valid, {", "valid, []", "valid, '{\"MemberId\": 5}'"})
  void anUnauthenticatedRequestIsUnauthorized(String path, String body) throws Exception {
    Reply reply =
        post(
            RequestRate.unlimited(),
            servlet -> servlet.authenticatedBy((request, account) -> Caller.unauthenticated()),
            path,
            body);
    assertThat(reply.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "/accounts/%20, {}",
    "/accounts/%ff, {}",
    "valid, {",
    "valid, []",
    "valid, '{\"MemberId\": 5}'"
  })
  void aMalformedRequestCountsAndMayBeThrottled(String path, String body) throws Exception {
    AtomicInteger counted = new AtomicInteger();
    RequestRate second =
        caller ->
            counted.incrementAndGet() > 1 ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
    try (JettyHost host = JettyHost.start(second);
        RawHttp http = new RawHttp(host.port())) {
      String request = "POST " + (path.equals("valid") ? PATH : path + REST);
      assertThat(http.request(request, body.getBytes(UTF_8)).reply().status()).isEqualTo(400);
      assertThat(http.request(request, body.getBytes(UTF_8)).reply().status()).isEqualTo(429);
    }
    assertThat(counted).hasValue(2);
  }

  /** Requests of every kind that are malformed on the wire only. */
  static Stream<Arguments> malformed() {
    String rooms = "/accounts/a/rooms";
    return Stream.of(
        Arguments.of("POST " + rooms, "{"),
        Arguments.of("POST " + rooms, "{\"Name\": 1}"),
        Arguments.of("GET " + rooms + "?max-results=x", ""),
        Arguments.of("GET " + rooms + "?member-id=a&member-id=b", ""),
        Arguments.of("GET " + rooms + "/%ff", ""),
        Arguments.of("POST " + rooms + "/b", "[]"),
        Arguments.of("DELETE " + rooms + "/%c0%af", ""),
        Arguments.of("POST " + rooms + "/b/memberships?operation=batch-create", "{"),
        Arguments.of(
            "POST " + rooms + "/b/memberships?operation=batch-create",
            "{\"MembershipItemList\": [1]}"),
        Arguments.of("GET " + rooms + "/b/memberships?next-token=a&next-token=b", ""),
        Arguments.of("POST " + rooms + "/b/memberships/c", "{\"Role\": 1}"),
        Arguments.of("DELETE " + rooms + "/b/memberships/%c0", ""));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void everyActionKeepsTheOrder(String request, String body) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Authentication notFirst =
        (http, account) ->
            asked.incrementAndGet() == 1
                ? Caller.unauthenticated()
                : Caller.accountAdministrator(account, "arn:x");
    AtomicInteger counted = new AtomicInteger();
    RequestRate second =
        caller ->
            counted.incrementAndGet() > 1 ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
    try (JettyHost host = JettyHost.start(second, servlet -> servlet.authenticatedBy(notFirst));
        RawHttp http = new RawHttp(host.port())) {
      for (int status : List.of(401, 400, 429)) {
        assertThat(http.request(request, body.getBytes(UTF_8)).reply().status()).isEqualTo(status);
      }
    }
    assertThat(counted).hasValue(2);
  }
}
