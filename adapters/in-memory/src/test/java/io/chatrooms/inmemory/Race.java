package io.chatrooms.inmemory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many threads that begin at once. */
final class Race {
  private Race() {}

  /** What each of the threads came to. */
  static <T> List<T> of(int threads, IntFunction<T> runner) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<T>> runs =
          IntStream.range(0, threads)
              .mapToObj(
                  i ->
                      pool.submit(
                          () -> {
                            start.await(30, TimeUnit.SECONDS);
                            return runner.apply(i);
                          }))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> run : runs) {
        results.add(run.get(30, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
