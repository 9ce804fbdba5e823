package io.chatrooms.http.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import io.chatrooms.http.standalone.RawHttp.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Many clients, slow clients, and more than there is room for. */
class LoadTest {
  private static final Duration SOAK = Duration.ofSeconds(Boolean.getBoolean("thorough") ? 60 : 3);
  private static final int CLIENTS = 16;

  /** Far more than a request takes that nothing holds up. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final int ROOM_LIMIT = 50;

  private static byte[] member(String id) {
    return ("{\"MemberId\": \"" + id + "\"}").getBytes(UTF_8);
  }

  private static String memberships(String room) {
    return "POST /accounts/" + Serving.ACCOUNT.value() + "/rooms/" + room + "/memberships";
  }

  @Test
  void underLoadEveryAnswerIsOneThatWasAskedFor() throws Exception {
    try (Serving serving = Serving.unsigned()) {
      for (int member = 0; member < 2 * ROOM_LIMIT; member++) {
        serving.withUser("m" + member);
      }
      long end = System.nanoTime() + SOAK.toNanos();
      Callable<Map<Integer, Integer>> client =
          () -> {
            Map<Integer, Integer> answers = new TreeMap<>();
            try (RawHttp http = new RawHttp(serving.port())) {
              for (int round = 0; System.nanoTime() < end; round++) {
                String room = "room" + round;
                serving.withRoom(room, ROOM_LIMIT);
                for (int member = 0; member < 2 * ROOM_LIMIT; member++) {
                  Reply reply = http.request(memberships(room), member("m" + member)).reply();
                  answers.merge(reply.status(), 1, Integer::sum);
                }
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

      assertThat(answers).containsOnlyKeys(201, 400, 409); // created, room full, already there
      int kept = 0;
      for (int round = 0; ; round++) {
        Page<RoomMembership> room =
            serving
                .store
                .memberships()
                .listByRoom(Serving.ACCOUNT, new RoomId("room" + round), null, 1_000);
        if (room.items().isEmpty()) {
          break;
        }
        assertThat(room.items()).hasSize(ROOM_LIMIT);
        kept += room.items().size();
      }
      assertThat(answers.get(201)).isEqualTo(kept);
    }
  }

  @Test
  void slowAndHalfOpenClientsDoNotStarveOthers() throws IOException {
    try (Serving serving = Serving.unsigned()) {
      List<RawHttp> slow = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        RawHttp http = new RawHttp(serving.port());
        slow.add(http);
        if (i % 3 == 0) {
          http.send("POST /acc");
        } else if (i % 3 == 1) {
          http.send(memberships("x") + " HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
        }
      }
      try (RawHttp http = new RawHttp(serving.port())) {
        for (int i = 0; i < 100; i++) {
          Reply reply = http.request(memberships("x"), member("m")).reply();
          assertThat(reply.status()).isEqualTo(404);
        }
      }
      for (RawHttp http : slow) {
        http.close();
      }
    }
  }

  @Test
  void clientsThatDoNotReadKeepNobodyFromAnAnswer() throws IOException {
    try (Serving serving = Serving.unsigned()) {
      byte[] many = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000).getBytes(UTF_8);
      List<RawHttp> deaf = new ArrayList<>();
      for (int i = 0; i < 2 * HttpServer.WORKERS; i++) {
        RawHttp http = new RawHttp(serving.port());
        deaf.add(http);
        new Thread(() -> sendUntilItIsClosed(http, many)).start();
      }
      for (int i = 0; i < 100; i++) {
        try (RawHttp http = new RawHttp(serving.port(), 10_000)) {
          assertThat(http.request(memberships("x"), member("m")).reply().status()).isEqualTo(404);
        }
      }
      for (RawHttp http : deaf) {
        http.close();
      }
    }
  }

  private static void sendUntilItIsClosed(RawHttp http, byte[] many) {
    try {
      while (true) {
        http.send(many);
      }
    } catch (IOException e) {
      // closed, by either side
    }
  }

  @Test
  void largeBodiesOnTheirWayHoldSoMuchAndKeepNoSmallOneOut() throws IOException {
    byte[] most = new byte[(1 << 20) - 1];
    Arrays.fill(most, (byte) ' ');
    try (Serving serving = Serving.unsigned()) {
      List<RawHttp> slow = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        RawHttp http = new RawHttp(serving.port());
        slow.add(http);
        http.send(memberships("x") + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n");
        http.send(most);
      }
      assertThat(untilItIs(503, serving, most).body()).contains("busy");
      assertThat(asked(serving, member("m")).status()).isEqualTo(404);
      for (RawHttp http : slow) {
        http.close();
      }
      assertThat(untilItIs(400, serving, most).body()).contains("not a JSON object");
    }
  }

  /** What is on its way, and who is gone, the server finds out when it comes to it. */
  private static Reply untilItIs(int status, Serving serving, byte[] body) throws IOException {
    while (true) {
      Reply reply = asked(serving, body);
      if (reply.status() == status) {
        return reply;
      }
    }
  }

  private static Reply asked(Serving serving, byte[] body) throws IOException {
    try (RawHttp http = new RawHttp(serving.port())) {
      return http.request(memberships("x"), body).reply();
    }
  }

  @Test
  void whoeverIsTooSlowIsTold() throws IOException {
    try (Serving serving = Serving.unsigned(b -> b.timeout(Duration.ofMillis(200)));
        RawHttp http = new RawHttp(serving.port())) {
      http.send("POST " + Serving.path() + " HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
      Reply reply = http.reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).contains("did not arrive in time");
      assertThat(http.isEnded()).isTrue();
    }
  }

  @Test
  void workThatTakesTooLongLeavesTheOutcomeUnknown() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (Serving serving = Serving.unsigned(b -> b.timeout(TIMEOUT));
        RawHttp http = new RawHttp(serving.port())) {
      serving.limitedBy(
          caller -> {
            await(goOn);
            return Optional.empty();
          });
      Reply reply =
          http.request("POST " + Serving.path(), member(Serving.JANE_DOE.value())).reply();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.body()).contains("not known whether");
      goOn.countDown();
      // The late answer goes nowhere, and does not end up in the next one's place.
      Reply next = http.request(memberships("x"), member("m")).reply();
      assertThat(next.status()).isEqualTo(404);
    }
  }

  /** The log is slow, and the time-out comes while the work's answer is being given. */
  @Test
  void theTimeoutDoesNotCutInOnAnAnswer() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    Logger logger = Logger.getLogger("io.chatrooms.http");
    Handler slow =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            try {
              assertThat(never.await(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(slow);
    try (Serving serving = Serving.unsigned(b -> b.timeout(TIMEOUT));
        RawHttp http = new RawHttp(serving.port())) {
      byte[] jane = member(Serving.JANE_DOE.value());
      assertThat(http.request("POST " + Serving.path(), jane).reply().status()).isEqualTo(201);
    } finally {
      logger.removeHandler(slow);
    }
  }

  @Test
  void aFullQueueAnswersServiceUnavailable() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (Serving serving = Serving.unsigned()) {
      serving.limitedBy(
          caller -> {
            await(goOn);
            return Optional.empty();
          });
      List<RawHttp> waiting = new ArrayList<>();
      for (int i = 0; i < HttpServer.WORKERS + HttpServer.WAITING; i++) {
        RawHttp http = new RawHttp(serving.port());
        waiting.add(http.request(memberships("x"), member("m")));
      }
      while (!serving.isFull()) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 20; i++) {
        try (RawHttp http = new RawHttp(serving.port())) {
          Reply reply = http.request(memberships("x"), member("m")).reply();
          assertThat(reply.status()).isEqualTo(503);
          assertThat(reply.type()).isEqualTo("ServiceUnavailableException");
          assertThat(reply.body()).contains("busy");
        }
      }
      goOn.countDown();
      for (RawHttp http : waiting) {
        assertThat(http.reply().status()).isEqualTo(404);
        http.close();
      }
    }
  }

  @Test
  void whatIsUnderWayWhenTheServerStopsIsAnswered() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Serving serving = Serving.unsigned();
    serving.limitedBy(
        caller -> {
          begun.countDown();
          await(goOn);
          return Optional.empty();
        });
    try (RawHttp http = new RawHttp(serving.port())) {
      http.request("POST " + Serving.path(), member(Serving.JANE_DOE.value()));
      begun.await();
      int port = serving.port();
      Thread stopping = new Thread(serving::close);
      stopping.start();
      while (accepts(port)) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      assertThat(http.reply().status()).isEqualTo(201);
      stopping.join(TimeUnit.MINUTES.toMillis(1));
      assertThat(stopping.isAlive()).isFalse();
    }
  }

  /** True if the server takes connections. */
  static boolean accepts(int port) {
    try {
      new RawHttp(port).hangUp();
      return true;
    } catch (IOException e) {
      return false;
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
