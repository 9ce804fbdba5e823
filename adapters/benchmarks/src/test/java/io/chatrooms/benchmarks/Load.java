package io.chatrooms.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * Callers who add members as fast as they can, each on a thread of its own.
 *
 * @param callers how many there are
 * @param warmUp how long they add before what they do is measured
 * @param measured how long it is measured
 */
record Load(int callers, Duration warmUp, Duration measured) {
  /**
   * What was measured.
   *
   * @param acknowledged how many members were added, the warm-up included
   * @param perSecond how many were added in a second
   * @param p50 how long half of the adds took at most, in milliseconds
   * @param p99 how long 99 of 100 took at most, in milliseconds
   */
  record Outcome(int acknowledged, double perSecond, double p50, double p99) {}

  /** Lets the callers add. None of the adds may be refused. */
  Outcome on(Peer peer, Workload.Shape shape) throws Exception {
    List<Peer.Adder> adders = new ArrayList<>();
    try {
      // Before the time begins: connecting is not measured.
      for (int i = 0; i < callers; i++) {
        adders.add(peer.adder());
      }
      return on(adders, shape);
    } finally {
      for (Peer.Adder adder : adders) {
        adder.close();
      }
    }
  }

  private Outcome on(List<Peer.Adder> adders, Workload.Shape shape) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime() + warmUp.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<long[]>> all = new ArrayList<>();
      for (Peer.Adder adder : adders) {
        all.add(threads.submit(() -> durations(adder, shape, next, begin)));
      }
      LongStream durations = LongStream.empty();
      for (Future<long[]> one : all) {
        durations = LongStream.concat(durations, LongStream.of(one.get()));
      }
      long[] sorted = durations.sorted().toArray();
      if (sorted.length == 0) {
        throw new IllegalStateException(
            "no add began in the time that is measured: choose more seconds");
      }
      return new Outcome(
          next.get(),
          sorted.length / (measured.toNanos() / 1e9),
          sorted[sorted.length / 2] / 1e6,
          sorted[sorted.length * 99 / 100] / 1e6);
    } finally {
      threads.shutdownNow();
    }
  }

  private long[] durations(Peer.Adder adder, Workload.Shape shape, AtomicInteger next, long begin)
      throws Exception {
    long end = begin + measured.toNanos();
    LongStream.Builder durations = LongStream.builder();
    for (long now = System.nanoTime(); now < end; ) {
      int add = next.getAndIncrement();
      if (!adder.add(shape.roomOf(add), shape.memberOf(add))) {
        throw new IllegalStateException("add %d was refused".formatted(add));
      }
      long after = System.nanoTime();
      if (now >= begin) {
        durations.add(after - now);
      }
      now = after;
    }
    return durations.build().toArray();
  }
}
