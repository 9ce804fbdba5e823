package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that wait for their client's next request. */
class IdleConnectionsTest {
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private static final String UNKNOWN = "GET /unknown HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final RunningServer server = RunningServer.unsigned(TIMEOUT);

  @AfterEach
  void stop() {
    server.close();
  }

  /** Reads until the connection is closed. */
  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void areClosedAfterLongerThanARequestMayTake() throws Exception {
    try (Socket silent = HttpTestClient.connect(server.port());
        Socket answered = HttpTestClient.connect(server.port())) {
      long begin = System.nanoTime();
      HttpTestClient.send(answered, UNKNOWN);
      assertThat(rest(answered)).startsWith("HTTP/1.1 404 ").doesNotContain("Connection: close");
      assertThat(System.nanoTime() - begin).isGreaterThan(TIMEOUT.toNanos() * 3 / 2);
      assertThat(rest(silent)).isEmpty();
    }
  }

  @Test
  void areOpenAfterAnAnswerAtTheTimeoutOfARequest() throws Exception {
    CountDownLatch proceed = new CountDownLatch(1);
    server.limitedBy(
        caller -> {
          await(proceed);
          return Optional.empty();
        });
    try (Socket socket = HttpTestClient.connect(server.port())) {
      HttpTestClient.send(
          socket,
          """
          GET /accounts/a/rooms HTTP/1.1\r
          Host: localhost\r
          \r
          """);
      String late = "";
      while (!late.endsWith("}")) {
        late += (char) socket.getInputStream().read();
      }
      assertThat(late).startsWith("HTTP/1.1 503 ");
      HttpTestClient.send(socket, UNKNOWN);
      assertThat(rest(socket)).startsWith("HTTP/1.1 404 ");
    } finally {
      proceed.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
