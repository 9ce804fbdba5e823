package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.RequestRate;
import io.chatrooms.http.RawHttp.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Clients that send or read slowly, and work that is slow. */
class SlowClientsTest {
  /** Much longer than a request takes that nothing delays. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Logger LOGGER = Logger.getLogger("io.chatrooms.http");
  private static final int WORKERS = 4;
  private static final String REQUEST = "POST " + DocumentedExample.PATH;
  private static final byte[] JANE_DOE = member(DocumentedExample.JANE_DOE.value());
  private static final byte[] UNKNOWN_MEMBER = member("unknown");

  private static byte[] member(String id) {
    return ("{\"MemberId\": \"" + id + "\"}").getBytes(UTF_8);
  }

  private static String head(int contentLength) {
    return REQUEST + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + contentLength + "\r\n\r\n";
  }

  private static Reply request(JettyHost host, byte[] body) throws IOException {
    try (RawHttp http = new RawHttp(host.port())) {
      return http.request(REQUEST, body).reply();
    }
  }

  @Test
  void clientsThatSendSlowlyDoNotBlockOthers() throws Exception {
    try (JettyHost host = JettyHost.start()) {
      List<RawHttp> slow = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        RawHttp http = new RawHttp(host.port());
        slow.add(http);
        if (i % 3 == 0) {
          http.send("POST /acc");
        } else if (i % 3 == 1) {
          http.send(head(100)).send("{");
        }
      }
      try (RawHttp http = new RawHttp(host.port())) {
        for (int i = 0; i < 100; i++) {
          assertThat(http.request(REQUEST, UNKNOWN_MEMBER).reply().status()).isEqualTo(404);
        }
      }
      for (RawHttp http : slow) {
        http.close();
      }
    }
  }

  @Test
  void clientsThatDoNotReadDoNotBlockOthers() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try (JettyHost host =
        JettyHost.start(RequestRate.unlimited(), servlet -> servlet.executor(workers))) {
      byte[] requests = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000).getBytes(UTF_8);
      List<RawHttp> deaf = new ArrayList<>();
      for (int i = 0; i < 2 * WORKERS; i++) {
        RawHttp http = new RawHttp(host.port());
        deaf.add(http);
        new Thread(() -> sendUntilClosed(http, requests)).start();
      }
      for (int i = 0; i < 100; i++) {
        try (RawHttp http = new RawHttp(host.port(), 10_000)) {
          assertThat(http.request(REQUEST, UNKNOWN_MEMBER).reply().status()).isEqualTo(404);
        }
      }
      for (RawHttp http : deaf) {
        http.close();
      }
    } finally {
      workers.shutdown();
    }
  }

  private static void sendUntilClosed(RawHttp http, byte[] requests) {
    try {
      while (true) {
        http.send(requests);
      }
    } catch (IOException e) {
      // closed by either side
    }
  }

  @Test
  void largeBodiesShareLimitedMemoryAndDoNotBlockSmallOnes() throws Exception {
    byte[] allButOne = new byte[(1 << 20) - 1];
    Arrays.fill(allButOne, (byte) ' ');
    // On a busy machine the bodies take long, and none is to be given up meanwhile.
    try (JettyHost host =
        JettyHost.start(
            RequestRate.unlimited(), servlet -> servlet.timeout(Duration.ofMinutes(10)))) {
      List<RawHttp> slow = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        RawHttp http = new RawHttp(host.port());
        slow.add(http);
        http.send(head(1 << 20)).send(allButOne);
      }
      assertThat(untilStatus(503, host, allButOne).body()).contains("busy");
      assertThat(request(host, UNKNOWN_MEMBER).status()).isEqualTo(404);
      for (RawHttp http : slow) {
        http.close();
      }
      assertThat(untilStatus(400, host, allButOne).body()).contains("not a JSON object");
    }
  }

  /** Repeats the request, because the host notices only later what others sent or closed. */
  private static Reply untilStatus(int status, JettyHost host, byte[] body) throws IOException {
    Reply reply = request(host, body);
    for (int i = 0; i < 10_000 && reply.status() != status; i++) {
      reply = request(host, body);
    }
    assertThat(reply.status()).isEqualTo(status);
    return reply;
  }

  @Test
  void aBodyThatTakesTooLongIsABadRequest() throws Exception {
    Duration timeout = Duration.ofMillis(200);
    try (JettyHost host =
        JettyHost.start(RequestRate.unlimited(), servlet -> servlet.timeout(timeout))) {
      aBodyTakesTooLong(host.port());
    }
    try (TomcatHost host = tomcat(timeout)) {
      aBodyTakesTooLong(host.port());
    }
  }

  private static TomcatHost tomcat(Duration timeout) throws Exception {
    return TomcatHost.start(
        servlet ->
            servlet
                .timeout(timeout)
                .authenticatedBy((request, account) -> DocumentedExample.ALEJANDRO));
  }

  private static void aBodyTakesTooLong(int port) throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      Reply reply = http.send(head(100)).send("{").reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).contains("did not arrive in time");
      assertThat(http.isEnded()).isTrue();
    }
  }

  @Test
  void workThatTakesTooLongHasAnUnknownOutcome() throws Exception {
    CountDownLatch proceed = new CountDownLatch(1);
    RequestRate blocking =
        caller -> {
          await(proceed);
          return Optional.empty();
        };
    try (JettyHost host = JettyHost.start(blocking, servlet -> servlet.timeout(TIMEOUT));
        RawHttp http = new RawHttp(host.port())) {
      Reply reply = http.request(REQUEST, JANE_DOE).reply();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.body()).contains("unknown whether");
      proceed.countDown();
      // The late answer is dropped: it is not sent as the answer to the next request.
      assertThat(http.request(REQUEST, UNKNOWN_MEMBER).reply().status()).isEqualTo(404);
    }
  }

  @Test
  void aRequestThatItsExecutorNeverBeginsHasAKnownOutcome() throws Exception {
    try (JettyHost host =
            JettyHost.start(
                RequestRate.unlimited(),
                servlet -> servlet.executor(task -> {}).longestWait(Duration.ofMillis(200)));
        RawHttp http = new RawHttp(host.port())) {
      isBusy(http.request(REQUEST, JANE_DOE).reply());
    }
    try (JettyHost host =
            JettyHost.start(
                RequestRate.unlimited(),
                servlet -> servlet.executor(task -> {}).timeout(Duration.ofMillis(200)));
        RawHttp http = new RawHttp(host.port())) {
      isBusy(http.request(REQUEST, JANE_DOE).reply());
    }
  }

  @Test
  void aRequestThatWasAnsweredWhileItWaitedNeverBegins() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    RequestRate counting =
        caller -> {
          begun.incrementAndGet();
          return Optional.empty();
        };
    AtomicReference<Runnable> task = new AtomicReference<>();
    try (JettyHost host =
            JettyHost.start(
                counting,
                servlet -> servlet.executor(task::set).longestWait(Duration.ofMillis(200)));
        RawHttp http = new RawHttp(host.port())) {
      isBusy(http.request(REQUEST, JANE_DOE).reply());
      requireNonNull(task.get()).run();
      assertThat(begun).hasValue(0);
    }
  }

  /** Or else the queue would be full of requests that nobody waits for. */
  @Test
  void aRequestThatWasAnsweredWhileItWaitedLeavesTheQueue() throws Exception {
    CountDownLatch proceed = new CountDownLatch(1);
    ThreadPoolExecutor worker =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    worker.execute(() -> await(proceed));
    try (JettyHost host =
            JettyHost.start(
                RequestRate.unlimited(),
                servlet -> servlet.executor(worker).longestWait(Duration.ofMillis(200)));
        RawHttp http = new RawHttp(host.port())) {
      isBusy(http.request(REQUEST, JANE_DOE).reply());
      assertThat(worker.getQueue()).isEmpty();
    } finally {
      proceed.countDown();
      worker.shutdown();
    }
  }

  /** The JVM has one thread for all such timers, which a slow log would hold up. */
  @Test
  void whatWaitsTooLongIsNotAnsweredOnTheThreadOfTheTimer() throws Exception {
    Duration longestWait = Duration.ofMillis(200);
    try (JettyHost host =
        JettyHost.start(
            RequestRate.unlimited(),
            servlet -> servlet.executor(task -> {}).longestWait(longestWait))) {
      isAnsweredOnAThreadOfTheContainer(host.port());
    }
    try (TomcatHost host =
        TomcatHost.start(
            servlet ->
                servlet
                    .executor(task -> {})
                    .longestWait(longestWait)
                    .authenticatedBy((request, account) -> DocumentedExample.ALEJANDRO))) {
      isAnsweredOnAThreadOfTheContainer(host.port());
    }
  }

  private static void isAnsweredOnAThreadOfTheContainer(int port) throws IOException {
    List<String> threads = new CopyOnWriteArrayList<>();
    Handler noting = logging(() -> threads.add(Thread.currentThread().getName()));
    LOGGER.addHandler(noting);
    try (RawHttp http = new RawHttp(port)) {
      isBusy(http.request(REQUEST, JANE_DOE).reply());
    } finally {
      LOGGER.removeHandler(noting);
    }
    assertThat(threads).hasSize(1).allMatch(name -> name.matches("(qtp|http-nio).*"));
  }

  /** The executor says that it refuses, and runs the action nevertheless. */
  @Test
  void anActionThatHasBegunIsAnswered() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    RequestRate slow =
        caller -> {
          begun.countDown();
          passes(300);
          return Optional.empty();
        };
    Executor refusing =
        task -> {
          new Thread(task).start();
          await(begun);
          throw new RejectedExecutionException();
        };
    try (JettyHost host = JettyHost.start(slow, servlet -> servlet.executor(refusing));
        RawHttp http = new RawHttp(host.port())) {
      assertThat(http.request(REQUEST, JANE_DOE).reply().status()).isEqualTo(201);
    }
  }

  private static void isBusy(Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body()).contains("The service is busy: try again later");
  }

  @Test
  void whatNeedsNoActionIsAnsweredWithoutTheExecutor() throws Exception {
    try (JettyHost host =
            JettyHost.start(RequestRate.unlimited(), servlet -> servlet.executor(task -> {}));
        RawHttp http = new RawHttp(host.port())) {
      assertThat(http.request("GET /unknown", new byte[0]).reply().status()).isEqualTo(404);
      assertThat(http.request(REQUEST, "{".getBytes(UTF_8)).reply().status()).isEqualTo(400);
      assertThat(http.request(REQUEST, "{\"Role\": 1}".getBytes(UTF_8)).reply().status())
          .isEqualTo(400);
    }
  }

  @Test
  void aWrongSignatureIsAnsweredWithoutTheExecutor() throws Exception {
    try (JettyHost host =
            JettyHost.start(
                RequestRate.unlimited(),
                servlet -> servlet.executor(task -> {}).signatureV4(key -> Optional.empty()));
        RawHttp http = new RawHttp(host.port())) {
      assertThat(http.request(REQUEST, JANE_DOE).reply().status()).isEqualTo(401);
    }
  }

  @Test
  void aBodyInPiecesOfOneByteIsABadRequest() throws Exception {
    try (JettyHost host = JettyHost.start();
        RawHttp http = new RawHttp(host.port())) {
      http.send(REQUEST + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      Reply reply = http.send("1\r\n \r\n".repeat(10_000)).reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).contains("too small pieces");
    }
  }

  @Test
  void theTimeoutDoesNotInterruptAnAnswerInJetty() throws Exception {
    try (JettyHost host =
        JettyHost.start(RequestRate.unlimited(), servlet -> servlet.timeout(TIMEOUT))) {
      isAnsweredAfterTheTimeout(host.port());
    }
  }

  @Test
  void theTimeoutDoesNotInterruptAnAnswerInTomcat() throws Exception {
    try (TomcatHost host = tomcat(TIMEOUT)) {
      isAnsweredAfterTheTimeout(host.port());
    }
  }

  /** A slow log delays the answer until the timeout has expired. */
  private static void isAnsweredAfterTheTimeout(int port) throws IOException {
    Handler slow = logging(() -> passes(2 * TIMEOUT.toMillis()));
    LOGGER.addHandler(slow);
    try (RawHttp http = new RawHttp(port)) {
      assertThat(http.request(REQUEST, JANE_DOE).reply().status()).isEqualTo(201);
    } finally {
      LOGGER.removeHandler(slow);
    }
  }

  /** A log that does this with each line. */
  private static Handler logging(Runnable publishing) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        publishing.run();
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /** The work of a slow part. */
  private static void passes(long millis) {
    try {
      assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
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
