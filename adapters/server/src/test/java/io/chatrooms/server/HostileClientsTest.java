package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold memory, connections, threads or time, with a small heap. */
class HostileClientsTest {
  private static final String POST =
      """
      POST /accounts/a/rooms/r/memberships HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      """;

  @TempDir private Path directory;

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void closeSockets() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private Socket open(int port, String text) throws IOException {
    Socket socket = HttpTestClient.connect(port);
    sockets.add(socket);
    try {
      HttpTestClient.send(socket, text);
    } catch (IOException e) {
      // The server has closed it already.
    }
    return socket;
  }

  private static void isServed(int port) throws IOException {
    assertThat(HttpTestClient.addJaneDoe(port).status()).isIn(201, 409);
  }

  static double figure(int adminPort, String name) throws IOException {
    String figures = AdminServerTest.get(adminPort, "/metrics").body();
    return figures
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void partsOfManyBodiesDoNotExhaustMemory() throws Exception {
    String part = POST + "Content-Length: 1048576\r\n\r\n" + " ".repeat(8_100);
    try (Program program = Program.start(directory, List.of("-Xmx48m"), "--admin-port", "0")) {
      int admin = program.port();
      int port = program.port();
      for (int i = 0; i < 4_000; i++) {
        open(port, part);
        if (i % 500 == 0) {
          isServed(port);
        }
      }
      isServed(port);
      assertThat(figure(admin, "chatrooms_connections")).isLessThan(300);
      assertThat(figure(admin, "chatrooms_connections_crowded_out")).isPositive();
      program.terminate();
      assertThat(program.exitStatus()).isEqualTo(143);
      assertThat(program.err()).doesNotContain("OutOfMemoryError", "out of memory");
    }
  }

  @Test
  void halfOfLargeBodiesDoNotExhaustMemory() throws Exception {
    String part = POST + "Content-Length: 1048576\r\n\r\n" + " ".repeat(524_289);
    try (Program program = Program.start(directory, List.of("-Xmx48m"))) {
      int port = program.port();
      for (int i = 0; i < 100; i++) {
        open(port, part);
      }
      isServed(port);
      assertThat(program.err()).doesNotContain("OutOfMemoryError", "out of memory");
    }
  }

  @Test
  void manyLostConnectionsStartNoThreads() throws Exception {
    try (Program program = Program.start(directory, List.of("-Xmx256m"), "--admin-port", "0")) {
      int admin = program.port();
      int port = program.port();
      for (int i = 0; i < 1_300; i++) {
        open(port, "POST /accounts/a HTTP/1.1\r\nHost: loc");
      }
      closeSockets();
      while (figure(admin, "chatrooms_connections") > 0) {
        isServed(port);
      }
      assertThat(figure(admin, "jvm_threads_peak_threads")).isLessThan(80);
    }
  }

  @Test
  void slowHeadersAndSlowBodiesAreClosed() throws Exception {
    try (RunningServer server = RunningServer.unsigned()) {
      AtomicBoolean ended = new AtomicBoolean();
      Socket headers = open(server.port(), "POST /accounts/a HTTP/1.1\r\nX: ");
      Socket body = open(server.port(), POST + "Transfer-Encoding: chunked\r\n\r\n");
      Thread slow =
          new Thread(
              () -> {
                while (!ended.get()) {
                  trickle(headers, "a");
                  trickle(body, "1\r\n \r\n");
                  pause();
                }
              });
      slow.start();
      try {
        ends(headers);
        ends(body);
      } finally {
        ended.set(true);
        slow.join();
      }
    }
  }

  /** The pace of a slow client. */
  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
  }

  private static void trickle(Socket socket, String text) {
    try {
      HttpTestClient.send(socket, text);
    } catch (IOException e) {
      // closed by the server
    }
  }

  /** Fails if the connection is still open after a minute. */
  private static void ends(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // an answer
      }
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  @Test
  void whenMemoryRunsOutTheProgramEnds() throws Exception {
    String part = POST + "Content-Length: 1048576\r\n\r\n" + " ".repeat(8_100);
    try (Program program =
        Program.start(directory, List.of("-Xmx20m"), "--max-connections", "100000")) {
      int port = program.port();
      for (int i = 0; i < 6_000; i++) {
        try {
          open(port, part);
        } catch (IOException e) {
          break; // it has ended
        }
      }
      assertThat(program.exitStatus()).isEqualTo(3);
      assertThat(program.err()).contains("error: out of memory");
    }
  }

  @Test
  void aLineSaysThatNoMoreFilesMayBeOpened() throws Exception {
    try (Program program =
        Program.start(
            directory,
            List.of("sh", "-c", "ulimit -n 200; exec \"$@\"", "sh"),
            List.of(),
            Map.of("CHATROOMS_MAX_CONNECTIONS", "1000"))) {
      int port = program.port();
      for (int i = 0; i < 400; i++) {
        open(port, "");
      }
      program.awaitErr("connections cannot be accepted: Too many open files");
      closeSockets();
      isServed(port);
    }
  }
}
