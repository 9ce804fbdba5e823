package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import io.chatrooms.server.HttpTestClient.Answer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many clients, more requests than the queue holds, and shutdown with requests in progress. */
class LoadTest {
  private static final Duration SOAK = Duration.ofSeconds(Boolean.getBoolean("thorough") ? 60 : 3);
  private static final int CLIENTS = 16;
  private static final int ROOM_LIMIT = 50;

  private static Answer add(RunningServer server, String room, String member) throws IOException {
    return HttpTestClient.add(server.port(), RunningServer.ACCOUNT.value(), room, member);
  }

  @Test
  void underLoadTheAnswersMatchTheStore() throws Exception {
    try (RunningServer server = RunningServer.unsigned()) {
      for (int member = 0; member < 2 * ROOM_LIMIT; member++) {
        server.withUser("m" + member);
      }
      long end = System.nanoTime() + SOAK.toNanos();
      Callable<Map<Integer, Integer>> client =
          () -> {
            Map<Integer, Integer> answers = new TreeMap<>();
            for (int round = 0; System.nanoTime() < end; round++) {
              String room = "room" + round;
              server.withRoom(room, ROOM_LIMIT);
              for (int member = 0; member < 2 * ROOM_LIMIT; member++) {
                int status = add(server, room, "m" + member).status();
                answers.merge(status, 1, Integer::sum);
              }
            }
            return answers;
          };
      Map<Integer, Integer> answers = new TreeMap<>();
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      for (Future<Map<Integer, Integer>> one :
          clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
        one.get().forEach((status, count) -> answers.merge(status, count, Integer::sum));
      }
      clients.shutdown();

      assertThat(answers).containsOnlyKeys(201, 400, 409); // created, room full, already a member
      int stored = 0;
      for (int round = 0; ; round++) {
        Page<RoomMembership> room =
            server
                .store
                .memberships()
                .listByRoom(RunningServer.ACCOUNT, new RoomId("room" + round), null, 1_000);
        if (room.items().isEmpty()) {
          break;
        }
        assertThat(room.items()).hasSize(ROOM_LIMIT);
        stored += room.items().size();
      }
      assertThat(answers.get(201)).isEqualTo(stored);
    }
  }

  @Test
  void aFullQueueIsAnsweredWithServiceUnavailable() throws Exception {
    CountDownLatch proceed = new CountDownLatch(1);
    try (RunningServer server = RunningServer.unsigned()) {
      server.limitedBy(
          caller -> {
            await(proceed);
            return Optional.empty();
          });
      List<Socket> waiting = new ArrayList<>();
      for (int i = 0; i < RunningServer.WORKERS + JettyServer.QUEUE; i++) {
        Socket socket = HttpTestClient.connect(server.port());
        HttpTestClient.send(
            socket, HttpTestClient.request(RunningServer.ACCOUNT.value(), "unknown", "m"));
        waiting.add(socket);
      }
      while (!server.isFull()) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 20; i++) {
        Answer answer = add(server, "unknown", "m");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.head()).contains("ServiceUnavailableException");
        assertThat(answer.body()).contains("busy");
      }
      proceed.countDown();
      for (Socket socket : waiting) {
        assertThat(HttpTestClient.receive(socket).status()).isEqualTo(404);
        socket.close();
      }
    }
  }

  @Test
  void shutdownFinishesTheRequestsInProgress() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    RunningServer server = RunningServer.unsigned();
    server.limitedBy(
        caller -> {
          started.countDown();
          await(proceed);
          return Optional.empty();
        });
    int port = server.port();
    FutureTask<Answer> answer = new FutureTask<>(() -> HttpTestClient.addJaneDoe(port));
    new Thread(answer).start();
    started.await();
    Thread stopping = new Thread(server::close);
    stopping.start();
    while (HttpTestClient.accepts(port)) {
      Thread.onSpinWait();
    }
    proceed.countDown();
    assertThat(answer.get(1, TimeUnit.MINUTES).status()).isEqualTo(201);
    stopping.join(TimeUnit.MINUTES.toMillis(1));
    assertThat(stopping.isAlive()).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
