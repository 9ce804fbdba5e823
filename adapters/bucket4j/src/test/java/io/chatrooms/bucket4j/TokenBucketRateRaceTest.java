package io.chatrooms.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

@DisplayName("ANY-02: many threads ask in the name of one caller")
class TokenBucketRateRaceTest {
  private static final int THREADS = 16;
  private static final Caller.Authenticated ALICE =
      Caller.accountAdministrator(new AccountId("acme"), "arn:aws:iam::1:user/alice");

  private final HandMovedClock clock = new HandMovedClock();

  @RepeatedTest(20)
  void any02_aBurstOf100IsExactly100() throws Exception {
    TokenBucketRate rate = new Rate(100, 1, Duration.ofSeconds(1)).on(clock);

    assertThat(inAllThreads(() -> accepted(rate, 50))).isEqualTo(100);
  }

  @RepeatedTest(20)
  void any02_noTokenIsAddedOrLostWhileTimePasses() throws Exception {
    TokenBucketRate rate = new Rate(1_000, 7, Duration.ofSeconds(1)).on(clock);

    int early =
        inAllThreads(
            () -> {
              int accepted = 0;
              for (int i = 0; i < 50; i++) {
                accepted += accepted(rate, 1);
                clock.move(Duration.ofMillis(1));
              }
              return accepted;
            });
    int late = accepted(rate, 1_000);

    // 16 threads times 50 steps of a millisecond are 0.8 s, in which five tokens return.
    assertThat(early + late).isBetween(1_000, 1_005);
  }

  @RepeatedTest(20)
  void any02_allThreadsUseOneBucketForACallerThatWasRemoved() throws Exception {
    TokenBucketRate rate = new Rate(100, 1, Duration.ofSeconds(1)).on(clock);
    assertThat(inAllThreads(() -> accepted(rate, 50))).isEqualTo(100);
    clock.move(Duration.ofSeconds(160));

    assertThat(inAllThreads(() -> accepted(rate, 50))).isEqualTo(100);
  }

  private static int accepted(TokenBucketRate rate, int requests) {
    int accepted = 0;
    for (int i = 0; i < requests; i++) {
      if (rate.count(ALICE).isEmpty()) accepted++;
    }
    return accepted;
  }

  private static int inAllThreads(Callable<Integer> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            threads.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  return task.call();
                }));
      }
      int sum = 0;
      for (Future<Integer> each : running) sum += each.get(30, TimeUnit.SECONDS);
      return sum;
    } finally {
      threads.shutdownNow();
    }
  }
}
