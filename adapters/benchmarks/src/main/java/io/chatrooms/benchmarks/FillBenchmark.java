package io.chatrooms.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** CreateRoomMembership, from the raw request to Created, 100,000 times into an empty store. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 15)
@Measurement(iterations = 15)
@Fork(1)
public class FillBenchmark {
  /** The numbers of rooms and of memberships in each. */
  @Param({"1x100000", "100x1000", "10000x10"})
  public String rooms = "";

  private final AtomicInteger nextThread = new AtomicInteger();
  private @Nullable Filling filling;

  /** A store without memberships. */
  @Setup(Level.Iteration)
  public void empty() {
    filling = Filling.of(rooms);
    nextThread.set(0);
  }

  /** All requests on one thread. */
  @Benchmark
  public void oneThread() {
    requireNonNull(filling).fill(0, 1);
  }

  /** Half of the requests on each of two threads. */
  @Benchmark
  @Threads(2)
  public void twoThreads() {
    requireNonNull(filling).fill(nextThread.getAndIncrement(), 2);
  }
}
