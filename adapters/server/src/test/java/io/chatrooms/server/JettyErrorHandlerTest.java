package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.server.HttpTestClient.Answer;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that Jetty rejects before they reach the servlet get a typed answer too. */
class JettyErrorHandlerTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.unsigned();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void isBadRequest(String head, int status) throws IOException {
    try (Socket socket = HttpTestClient.connect(server.port())) {
      HttpTestClient.send(socket, head + "Connection: close\r\n\r\n");
      Answer answer = HttpTestClient.receive(socket);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.head())
          .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
          .containsIgnoringCase("\r\nx-amzn-ErrorType: BadRequestException\r\n")
          .containsPattern("(?i)\r\nx-amzn-RequestId: [0-9a-f-]{36}\r\n");
      assertThat(answer.body())
          .startsWith("{\"Code\":\"BadRequest\",\"Message\":\"")
          .endsWith("\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /accounts/%zz/rooms/b/memberships HTTP/1.1\r\nHost: a\r\n",
        "POST /accounts/%/rooms/b/memberships HTTP/1.1\r\nHost: a\r\n",
        "POST /accounts/%00/rooms/b/memberships HTTP/1.1\r\nHost: a\r\n",
        "GET / HTTP/3.1\r\nHost: a\r\n",
        "POST /../../x HTTP/1.1\r\nHost: a\r\n",
        "POST / HTTP/1.1\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
        "NOTHING\r\n"
      })
  void malformedHttpIsABadRequest(String head) throws IOException {
    isBadRequest(head, 400);
  }

  @ParameterizedTest
  @CsvSource({"431, GET / HTTP/1.1, X: ", "414, GET /, ''"})
  void aTooLargeHeadIsABadRequest(int status, String line, String header) throws IOException {
    String filler = "a".repeat(20_000);
    String head =
        header.isEmpty()
            ? line + filler + " HTTP/1.1\r\nHost: a\r\n"
            : line + "\r\nHost: a\r\n" + header + filler + "\r\n";
    isBadRequest(head, status);
  }

  /** Or else a client sends its next request on a connection that Jetty has closed. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /accounts/%00/rooms", "GET /accounts/%zz/rooms", "DELETE /../x"})
  void theCloseOfTheConnectionIsAnnounced(String line) throws IOException {
    try (Socket socket = HttpTestClient.connect(server.port())) {
      HttpTestClient.send(socket, line + " HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(HttpTestClient.receive(socket).head())
          .containsIgnoringCase("\r\nConnection: close\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, NoOperation 400, false", "false, NoOperation 500, true"})
  void aClientThatIsGoneIsNoFailure(boolean gone, String logged, boolean failed) throws Exception {
    org.eclipse.jetty.server.Server jetty = new org.eclipse.jetty.server.Server(0);
    jetty.setErrorHandler(new JettyErrorHandler());
    jetty.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws IOException {
            throw gone ? new EofException("Closed") : new IOException("No space left");
          }
        });
    List<LogRecord> lines = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("io.chatrooms.http");
    java.util.logging.Handler noting = noting(lines);
    logger.addHandler(noting);
    jetty.start();
    try (Socket socket = HttpTestClient.connect(jetty.getURI().getPort())) {
      HttpTestClient.send(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(HttpTestClient.receive(socket).head()).containsIgnoringCase("x-amzn-ErrorType");
      assertThat(lines)
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getMessage()).contains(logged);
                assertThat(line.getThrown() != null).isEqualTo(failed);
              });
    } finally {
      jetty.stop();
      logger.removeHandler(noting);
    }
  }

  private static java.util.logging.Handler noting(List<LogRecord> lines) {
    return new java.util.logging.Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
