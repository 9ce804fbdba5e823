package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.RequestRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every request is answered, whether the thread that runs the action answers before, while or after
 * the container's thread returns from its call.
 */
class AnswerOrderTest {
  private static final int REQUESTS = Boolean.getBoolean("thorough") ? 50_000 : 1_500;
  private static final int CONNECTIONS = 4;
  private static final int LONGEST_DELAY_NANOS = 20_000;
  private static final byte[] BODY = "{\"MemberId\": \"nobody\"}".getBytes(UTF_8);
  private static final Logger LOGGER = Logger.getLogger("io.chatrooms.http");

  /** Whether this thread has begun to answer. */
  private static final ThreadLocal<@Nullable AtomicBoolean> ANSWERING = new ThreadLocal<>();

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Lets the container's thread go on when the answer has begun, or up to this much later. */
  private ChimeServlet.Builder meeting(ChimeServlet.Builder servlet) {
    return servlet
        .authenticatedBy((request, account) -> DocumentedExample.ALEJANDRO)
        .executor(this::runUntilItAnswers)
        .clock(this::now);
  }

  private void runUntilItAnswers(Runnable action) {
    AtomicBoolean begun = new AtomicBoolean();
    threads.execute(
        () -> {
          ANSWERING.set(begun);
          action.run();
          ANSWERING.remove();
        });
    while (!begun.get()) {
      Thread.onSpinWait();
    }
    long delay = ThreadLocalRandom.current().nextLong(LONGEST_DELAY_NANOS);
    for (long start = System.nanoTime(); System.nanoTime() - start < delay; ) {
      Thread.onSpinWait();
    }
  }

  /** The clock is asked for the answer's Date. */
  private Instant now() {
    AtomicBoolean begun = ANSWERING.get();
    if (begun != null) {
      begun.set(true);
    }
    return Instant.now();
  }

  private void allAreAnswered(int port) throws Exception {
    Callable<Integer> client =
        () -> {
          int answered = 0;
          try (RawHttp http = new RawHttp(port)) {
            while (answered < REQUESTS) {
              http.request("POST " + DocumentedExample.PATH, BODY);
              assertThat(http.reply().status()).isEqualTo(404);
              answered++;
            }
          }
          return answered;
        };
    Level level = LOGGER.getLevel();
    LOGGER.setLevel(Level.WARNING); // no line for each request
    try {
      List<Integer> answered = new ArrayList<>();
      for (Future<Integer> one : threads.invokeAll(Collections.nCopies(CONNECTIONS, client))) {
        answered.add(one.get());
      }
      assertThat(answered).hasSize(CONNECTIONS).containsOnly(REQUESTS);
    } finally {
      LOGGER.setLevel(level);
      threads.shutdownNow();
    }
  }

  @Test
  void inTomcat() throws Exception {
    try (TomcatHost host = TomcatHost.start(this::meeting)) {
      allAreAnswered(host.port());
    }
  }

  @Test
  void inJetty() throws Exception {
    try (JettyHost host = JettyHost.start(RequestRate.unlimited(), this::meeting)) {
      allAreAnswered(host.port());
    }
  }
}
