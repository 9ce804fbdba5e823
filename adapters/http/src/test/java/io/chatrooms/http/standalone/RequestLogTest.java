package io.chatrooms.http.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.http.standalone.RawHttp.Reply;
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

/** What is logged of requests, and that nothing of anybody is in it. */
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
  void listen() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    LOGGER.removeHandler(handler);
  }

  private static Reply add(Serving serving, String member) throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      return http.request(
              "POST " + Serving.path() + "?Secret=Secret",
              "{\"MemberId\": \"%s\", \"Secret\": 1}".formatted(member).getBytes(UTF_8),
              "Secret: Secret")
          .reply();
    }
  }

  @Test
  void aRequestIsALine() throws IOException {
    try (Serving serving = Serving.unsigned().withUser("secret-member")) {
      Reply created = add(serving, "secret-member");
      assertThat(created.body()).contains("secret@example.com", "Secret Name");
      Reply conflict = add(serving, "secret-member");
      assertThat(logged)
          .satisfiesExactly(
              line -> isOf(line, created, "INFO"), line -> isOf(line, conflict, "INFO"));
    }
  }

  private static void isOf(String line, Reply reply, String level) {
    assertThat(line)
        .matches(
            "(?s)%s %s CreateRoomMembership %d \\d+ ms.*"
                .formatted(level, reply.headers().get("x-amzn-requestid"), reply.status()))
        .doesNotContainIgnoringCase("secret");
  }

  @Test
  void aFailureIsLoggedWithItsPlaceAndWithoutItsWords() throws IOException {
    try (Serving serving = Serving.unsigned()) {
      serving.limitedBy(
          caller -> {
            throw new StoreBrokenException(
                "secret", true, new IllegalStateException("Secret", new IOException("secret")));
          });
      Reply failed = add(serving, "secret-member");
      assertThat(failed.status()).isEqualTo(500);
      assertThat(failed.body()).doesNotContainIgnoringCase("secret");
      assertThat(logged).hasSize(1);
      isOf(logged.get(0), failed, "WARNING");
      assertThat(logged.get(0))
          .contains("StoreBrokenException", "IllegalStateException", "java.io.IOException")
          .contains("CreateRoomMembership.execute(");
    }
  }
}
