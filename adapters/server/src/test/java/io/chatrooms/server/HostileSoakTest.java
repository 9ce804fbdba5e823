package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.server.HttpTestClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Honest clients beside hostile ones of many kinds, with a small heap. */
class HostileSoakTest {
  private static final Duration SOAK =
      Duration.ofSeconds(Boolean.getBoolean("thorough") ? 300 : 20);

  /** How long a request may take at most, as the README says. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final String MAX_CONNECTIONS = "200";

  /** Together more than the server lets be open. */
  private static final int CONNECTIONS_OF_A_KIND = 60;

  /**
   * Slow enough that a connection is not the oldest of all before its request is read: beyond its
   * limit the server closes the one that has waited longest.
   */
  private static final int NEW_IN_A_ROUND = 2;

  private static final Duration ROUND = Duration.ofMillis(250);

  private static final String POST =
      """
      POST /accounts/a/rooms/r/memberships HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      """;

  private static final String GET = "GET /unknown HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir private Path directory;

  private final long end = System.nanoTime() + SOAK.toNanos();

  /**
   * A kind of hostile client.
   *
   * @param first what it sends at once
   * @param then what it sends in each round after that
   */
  private record Kind(String name, String first, String then) {}

  private static List<Kind> kinds() {
    return List.of(
        new Kind("idle", "", ""),
        new Kind("half of a request line", "POST /acc", ""),
        new Kind("slow headers", "POST /accounts/a HTTP/1.1\r\nX: ", "a"),
        new Kind("endless headers", "POST /accounts/a HTTP/1.1\r\n", "X: ".repeat(1_000) + "\r\n"),
        new Kind("slow body", POST + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
        new Kind(
            "many chunks of one byte",
            POST + "Transfer-Encoding: chunked\r\n\r\n",
            "1\r\n \r\n".repeat(200)),
        new Kind(
            "part of a body", POST + "Content-Length: 1000000\r\n\r\n" + " ".repeat(8_100), ""),
        new Kind("too large", POST + "Content-Length: 99999999\r\n\r\n", " ".repeat(8_192)),
        new Kind("wrong chunks", POST + "Transfer-Encoding: chunked\r\n\r\nffffffffffff\r\n", "x"),
        new Kind("two lengths", POST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}", ""),
        new Kind("garbage", garbage(), garbage()),
        new Kind("TLS", "\u0016\u0003\u0001\u0000\u00fa\u0001\u0000\u0000\u00f6\u0003\u0003", ""),
        new Kind("HTTP/1.0 without a host", "POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}", ""),
        new Kind("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0000\u0000\u0000\u0004"),
        new Kind("pipelined, and never read", GET.repeat(10), ""));
  }

  private static String garbage() {
    byte[] bytes = new byte[2_000];
    new Random(1).nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }

  private boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  /** Keeps connections of a kind open, the oldest of which are replaced in each round. */
  private int attack(int port, Kind kind) throws IOException {
    Deque<Socket> open = new ArrayDeque<>();
    int opened = 0;
    while (!isOver()) {
      for (Socket socket : open) {
        send(socket, kind.then);
      }
      for (int i = 0; i < NEW_IN_A_ROUND; i++) {
        Socket socket = HttpTestClient.connect(port);
        opened++;
        send(socket, kind.first);
        open.addLast(socket);
      }
      while (open.size() > CONNECTIONS_OF_A_KIND) {
        open.removeFirst().close();
      }
      LockSupport.parkNanos(ROUND.toNanos()); // a client's pace
    }
    for (Socket socket : open) {
      socket.close();
    }
    return opened;
  }

  private static void send(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    } catch (IOException e) {
      // The server has closed it.
    }
  }

  /** Closes each connection at once, and every other one with a reset. */
  private int connectAndClose(int port) throws IOException {
    int opened = 0;
    while (!isOver()) {
      try (Socket socket = HttpTestClient.connect(port)) {
        socket.setSoLinger(opened % 2 == 0, 0);
        opened++;
      }
      LockSupport.parkNanos(ROUND.toNanos() / NEW_IN_A_ROUND);
    }
    return opened;
  }

  private int askOnNewConnections(int port) throws IOException {
    int answered = 0;
    while (!isOver()) {
      try (Socket socket = HttpTestClient.connect(port)) {
        socket.setSoTimeout((int) LONGEST.toMillis());
        HttpTestClient.send(
            socket,
            HttpTestClient.request(
                RunningServer.ACCOUNT.value(),
                RunningServer.ROOM.value(),
                RunningServer.JANE_DOE.value()));
        Answer answer = HttpTestClient.receive(socket);
        assertThat(answer.status()).isIn(201, 409);
        answered++;
      }
    }
    return answered;
  }

  private int askOnOneConnection(int port) throws IOException {
    int answered = 0;
    try (Socket socket = HttpTestClient.connect(port)) {
      socket.setSoTimeout((int) LONGEST.toMillis());
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      while (!isOver()) {
        HttpTestClient.send(socket, GET);
        assertThat(in.readLine()).startsWith("HTTP/1.1 404 ");
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
          if (line.startsWith("Content-Length: ")) {
            length = Integer.parseInt(line.substring("Content-Length: ".length()));
          }
        }
        assertThat(in.skip(length)).isEqualTo(length);
        answered++;
      }
    }
    return answered;
  }

  @Test
  void everyHonestRequestIsAnswered() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Program program =
        Program.start(
            directory,
            List.of("-Xmx64m"),
            "--admin-port",
            "0",
            "--max-connections",
            MAX_CONNECTIONS)) {
      int admin = program.port();
      int port = program.port();
      List<Callable<Integer>> clients = new ArrayList<>();
      for (Kind kind : kinds()) {
        clients.add(() -> attack(port, kind));
      }
      clients.add(() -> connectAndClose(port));
      clients.add(() -> askOnNewConnections(port));
      clients.add(() -> askOnNewConnections(port));
      clients.add(() -> askOnOneConnection(port));
      for (Future<Integer> client : threads.invokeAll(clients)) {
        assertThat(client.get()).isPositive();
      }
      assertThat(HostileClientsTest.figure(admin, "chatrooms_connections_crowded_out"))
          .isPositive();
      assertThat(HostileClientsTest.figure(admin, "jvm_threads_peak_threads")).isLessThan(80);
      program.terminate();
      assertThat(program.exitStatus()).isEqualTo(143);
      assertThat(program.err()).doesNotContain("OutOfMemoryError", "out of memory");
    } finally {
      threads.shutdownNow();
    }
  }
}
