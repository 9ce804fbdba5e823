package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM with idle connections, under load, and a log that nobody reads. */
class ShutdownTest {
  private static final String REQUEST = "GET /unknown HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final int CLIENTS = 8;

  @TempDir private Path directory;

  @Test
  void anIdleConnectionDoesNotDelayTheEnd() throws Exception {
    try (Program program = Program.start(directory, List.of())) {
      int port = program.port();
      try (Socket unused = HttpTestClient.connect(port);
          Socket used = HttpTestClient.connect(port)) {
        HttpTestClient.send(used, REQUEST);
        assertThat(used.getInputStream().read()).isPositive();
        program.terminate();
        unused.setSoTimeout(4_000);
        assertThat(unused.getInputStream().read()).isNegative();
        assertThat(program.exitStatus()).isEqualTo(143);
      }
    }
  }

  @Test
  void underLoadEveryRequestThatWasSentIsAnswered() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try (Program program = Program.start(directory, List.of())) {
      int port = program.port();
      AtomicInteger answered = new AtomicInteger();
      List<Future<Boolean>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(client(port, answered)));
      }
      while (answered.get() < 500) {
        Thread.onSpinWait();
      }
      program.terminate();
      for (Future<Boolean> client : clients) {
        assertThat(client.get()).isTrue();
      }
      assertThat(program.exitStatus()).isEqualTo(143);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Sends requests on one connection after the other until none is accepted. The operating system
   * resets a connection that it opened and that the server had not accepted yet.
   */
  private static Callable<Boolean> client(int port, AtomicInteger answered) {
    return () -> {
      while (true) {
        boolean accepted = false;
        try (Socket socket = HttpTestClient.connect(port)) {
          BufferedReader in =
              new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
          while (isAnswered(socket, in)) {
            accepted = true;
            answered.incrementAndGet();
          }
        } catch (ConnectException e) {
          return true;
        } catch (SocketException e) {
          if (accepted) {
            throw e;
          }
        }
      }
    };
  }

  /** False if the answer says that the connection is closed after it. */
  private static boolean isAnswered(Socket socket, BufferedReader in) throws IOException {
    HttpTestClient.send(socket, REQUEST);
    assertThat(in.readLine()).startsWith("HTTP/1.1 404");
    boolean closing = false;
    int length = 0;
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      closing |= line.equalsIgnoreCase("Connection: close");
      if (line.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    for (int i = 0; i < length; i++) {
      assertThat(in.read()).isPositive();
    }
    return !closing;
  }

  @Test
  void aLogThatNobodyReadsBlocksNothing() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port",
                "0",
                "--without-authentication",
                "--caller",
                "arn:x")
            .start();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String line = out.readLine();
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      try (Socket socket = HttpTestClient.connect(port)) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        for (int i = 0; i < 5_000; i++) {
          assertThat(isAnswered(socket, in)).isTrue();
        }
      }
      process.toHandle().destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
