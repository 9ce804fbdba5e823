package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Threads that begin at the same moment. */
final class Race {
  private Race() {}

  /** A daemon, so that a deadlock does not keep the JVM from ending. */
  static Thread thread(Runnable runner) {
    Thread thread = new Thread(runner);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Repeats a race, each time in an account of its own, on one store: usually so many times, and on
   * a slow disk for no longer than a second.
   */
  static void repeat(int times, Store store, Fixture.Use once) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Effort.times(1));
    for (int i = 0; i < Effort.times(times) && System.nanoTime() - end < 0; i++) {
      once.of(Fixture.on(store));
    }
  }

  /** The result of each thread, in their order. */
  static <T> List<T> of(int threads, IntFunction<T> runner) {
    return of(
        IntStream.range(0, threads).<Callable<T>>mapToObj(i -> () -> runner.apply(i)).toList());
  }

  /** The result of each runner, in their order. */
  static <T> List<T> of(List<Callable<T>> runners) {
    ExecutorService pool = Executors.newFixedThreadPool(runners.size(), Race::thread);
    try {
      StartingLine start = new StartingLine(runners.size());
      List<Future<T>> runs =
          runners.stream()
              .map(
                  runner ->
                      pool.submit(
                          () -> {
                            start.waitForAll();
                            return runner.call();
                          }))
              .toList();
      return runs.stream().map(Race::resultOf).toList();
    } finally {
      pool.shutdownNow();
    }
  }

  /** Checks how many of the results are of this kind. */
  static void results(List<?> all, Class<?> kind, int times) {
    Map<String, Long> kinds =
        all.stream()
            .map(one -> one.getClass().getSimpleName())
            .collect(Collectors.groupingBy(one -> one, TreeMap::new, Collectors.counting()));
    assertThat(all.stream().filter(kind::isInstance).count())
        .as("how many results are %s, of all results %s", kind.getSimpleName(), kinds)
        .isEqualTo(times);
  }

  /** The result. A thread that does not end is taken for deadlocked. */
  static <T> T resultOf(Future<T> run) {
    long patience = Effort.patience().toSeconds();
    try {
      return run.get(patience, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "An action did not end within %s seconds. Look first at the order in which locks are taken."
              .formatted(patience),
          e);
    } catch (ExecutionException e) {
      throw new AssertionError("An action threw " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }
}
