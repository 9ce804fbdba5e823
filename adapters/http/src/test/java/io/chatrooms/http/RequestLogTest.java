package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.RequestRate;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.http.RawHttp.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log has a line for each request, without personal data. */
class RequestLogTest {
  private static final Logger LOGGER = Logger.getLogger("io.chatrooms.http");

  private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          StringWriter text = new StringWriter();
          text.write(line.getLevel() + " " + line.getMessage());
          if (line.getThrown() != null) {
            text.write("\n");
            line.getThrown().printStackTrace(new PrintWriter(text, true));
          }
          logged.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void addHandler() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void removeHandler() {
    LOGGER.removeHandler(handler);
  }

  private static Reply addJaneDoe(JettyHost host) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      return http.request(
              "POST " + DocumentedExample.PATH + "?Secret=Secret",
              "{\"MemberId\": \"%s\", \"Secret\": 1}"
                  .formatted(DocumentedExample.JANE_DOE.value())
                  .getBytes(UTF_8),
              "Secret: Secret")
          .reply();
    }
  }

  @Test
  void eachRequestIsOneLine() throws Exception {
    try (JettyHost host = JettyHost.start()) {
      Reply created = addJaneDoe(host);
      assertThat(created.body()).contains("jane.doe@example.com", "Jane Doe");
      Reply conflict = addJaneDoe(host);
      assertThat(logged)
          .satisfiesExactly(
              line -> isLineOf(line, created, "INFO"), line -> isLineOf(line, conflict, "INFO"));
    }
  }

  private static void isLineOf(String line, Reply reply, String level) {
    assertThat(line)
        .matches(
            "(?s)%s %s CreateRoomMembership %d \\d+ ms.*"
                .formatted(level, reply.headers().get("x-amzn-requestid"), reply.status()))
        .doesNotContainIgnoringCase("secret")
        .doesNotContain(DocumentedExample.JANE_DOE.value(), "Jane", "jane");
  }

  /** Tokens and the ids of members are in the paths and queries of these. */
  @Test
  void everyActionIsLoggedByItsName() throws Exception {
    String rooms = "/accounts/secret-account/rooms";
    List<String> requests =
        List.of(
            "POST " + rooms,
            "GET " + rooms + "?member-id=secret&next-token=secret&max-results=7",
            "GET " + rooms + "/secret",
            "POST " + rooms + "/secret",
            "DELETE " + rooms + "/secret",
            "POST " + rooms + "/secret/memberships",
            "POST " + rooms + "/secret/memberships?operation=batch-create",
            "GET " + rooms + "/secret/memberships?next-token=secret",
            "POST " + rooms + "/secret/memberships/secret",
            "DELETE " + rooms + "/secret/memberships/secret",
            "GET " + rooms + "/secret/memberships/secret");
    try (JettyHost host = JettyHost.start();
        RawHttp http = new RawHttp(host.port())) {
      for (String request : requests) {
        http.request(request, "{\"Name\": \"secret\", \"MemberId\": \"secret\"}".getBytes(UTF_8))
            .reply();
      }
    }
    assertThat(logged)
        .extracting(line -> line.replaceAll("^INFO [-0-9a-f]{36} (\\w+ \\d+) \\d+ ms$", "$1"))
        .containsExactly(
            "CreateRoom 403",
            "ListRooms 400",
            "GetRoom 403",
            "UpdateRoom 403",
            "DeleteRoom 403",
            "CreateRoomMembership 403",
            "BatchCreateRoomMembership 400",
            "ListRoomMemberships 400",
            "UpdateRoomMembership 403",
            "DeleteRoomMembership 403",
            "UnknownOperation 405");
  }

  @Test
  void aFailureIsLoggedWithItsStackTraceAndWithoutMessages() throws Exception {
    RequestRate failing =
        caller -> {
          StoreBrokenException failure =
              new StoreBrokenException(
                  "secret", true, new IllegalStateException("Secret", new IOException("secret")));
          failure.addSuppressed(new ArithmeticException("secret of an earlier attempt"));
          throw failure;
        };
    try (JettyHost host = JettyHost.start(failing)) {
      Reply failed = addJaneDoe(host);
      assertThat(failed.status()).isEqualTo(500);
      assertThat(failed.body()).doesNotContainIgnoringCase("secret");
      assertThat(logged).hasSize(1);
      isLineOf(logged.get(0), failed, "WARNING");
      assertThat(logged.get(0))
          .contains("StoreBrokenException", "IllegalStateException", "java.io.IOException")
          .contains("Suppressed: ", "ArithmeticException")
          .contains("CreateRoomMembership.execute(");
    }
  }
}
