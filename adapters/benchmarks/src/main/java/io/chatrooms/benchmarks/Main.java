package io.chatrooms.benchmarks;

import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jol.info.GraphLayout;

/** Runs the benchmarks, then measures the memory of a filled store. */
final class Main {
  private Main() {}

  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include("io.chatrooms.benchmarks").build()).run();
    for (String rooms : List.of("1x100000", "100x1000", "10000x10")) {
      Filling filling = Filling.of(rooms);
      long empty = GraphLayout.parseInstance(filling.store()).totalSize();
      filling.fill(0, 1);
      long full = GraphLayout.parseInstance(filling.store()).totalSize();
      System.out.printf(
          Locale.ROOT,
          "%s: %d bytes for each membership%n",
          rooms,
          (full - empty) / filling.size());
    }
  }
}
