package io.chatrooms.benchmarks;

import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.store.Page;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reads a page of 50 from the middle of a room of 100,000. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PageBenchmark {
  private final Filling filling = Filling.of("1x100000");
  private int after;

  /** Fills the room. */
  @Setup
  public void fill() {
    filling.fill(0, 1);
  }

  /** Reads another page each time. */
  @Benchmark
  public Page<RoomMembership> pageOf50() {
    after = (after + 7_919) % 99_000;
    return filling
        .store()
        .memberships()
        .listByRoom(Filling.ACCOUNT, Filling.roomId(0), Filling.memberId(after), 50);
  }
}
