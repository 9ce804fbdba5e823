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
