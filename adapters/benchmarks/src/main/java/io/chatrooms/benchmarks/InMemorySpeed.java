package io.chatrooms.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the in-memory store: CreateRoomMembership beside a map and jCasbin, the memory of
 * memberships, and what a large room costs.
 *
 * <p>The system properties {@code rooms}, {@code fillings} and {@code memberships} choose what is
 * measured. {@code target} is the directory of the file that it writes.
 */
public final class InMemorySpeed {
  private static final String[] ROOMS =
      System.getProperty("rooms", "10000x10,100x1000,1x100000").split(",", -1);
  private static final int FILLINGS = Integer.getInteger("fillings", 15);
  private static final int FILLED = 100_000;
  private static final int MEMBERSHIPS = Integer.getInteger("memberships", 1_000_000);

  private static final String ONE_THREAD = "oneThread";
  private static final String TWO_THREADS = "twoThreads";
  private static final String PUT_IF_ABSENT = "putIfAbsent";

  /** The methods of the benchmarks, in the order of the table, and what they are called there. */
  private static final List<Map.Entry<String, String>> WHO =
      List.of(
          Map.entry(PUT_IF_ABSENT, "putIfAbsent"),
          Map.entry("casbinDomains", "jCasbin, domains"),
          Map.entry("casbinRoles", "jCasbin, roles"),
          Map.entry(ONE_THREAD, "store"),
          Map.entry(TWO_THREADS, "store, two threads"));

  private final Table fillings =
      new Table(
          Table.Column.text("rooms", 11),
          Table.Column.text("who", 18),
          Table.Column.number("adds/s", 10),
          Table.Column.number("ratio", 6));
  private final Table growth =
      new Table(
          Table.Column.text("of %,d memberships".formatted(MEMBERSHIPS), 38),
          Table.Column.number("one room", 9),
          Table.Column.number("small rooms", 11));
  private final Targets targets = new Targets();

  private InMemorySpeed() {}

  /** Prints the tables. */
  public static void main(String[] args) throws IOException, RunnerException {
    InMemorySpeed speed = new InMemorySpeed();
    Map<String, Double> perSecond = speed.fill();
    System.out.println();
    Growth.Outcome outcome = speed.grow();
    System.out.println();
    speed.compare(perSecond, outcome);
    System.out.println();
    Path directory = Path.of(System.getProperty("target", "target"));
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("in-memory-speed.md"),
        String.join(
            "\n", speed.fillings.markdown(), speed.growth.markdown(), speed.targets.markdown()));
  }

  /** The adds a second of each method and number of rooms. */
  private Map<String, Double> fill() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("io.chatrooms.benchmarks")
                    .param("rooms", ROOMS)
                    .warmupIterations(FILLINGS)
                    .measurementIterations(FILLINGS)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    Map<String, Double> perSecond =
        results.stream()
            .collect(
                Collectors.toMap(
                    result ->
                        id(
                            result.getPrimaryResult().getLabel(),
                            result.getParams().getParam("rooms")),
                    result ->
                        FILLED
                            / (result.getPrimaryResult().getStatistics().getPercentile(50) / 1e3)));
    fillings.printHeader();
    for (String rooms : ROOMS) {
      for (Map.Entry<String, String> who : WHO) {
        double speed = perSecond.getOrDefault(id(who.getKey(), rooms), Double.NaN);
        double ratio = speed / perSecond.getOrDefault(id(PUT_IF_ABSENT, rooms), Double.NaN);
        fillings.add(
            rooms.replace("x", " x "),
            who.getValue(),
            number("%,.0f", speed),
            number("%.3f", ratio));
      }
    }
    return perSecond;
  }

  private static String id(String method, String rooms) {
    return method + " " + rooms;
  }

  private Growth.Outcome grow() {
    Growth.Outcome outcome = new Growth(MEMBERSHIPS).measure();
    growth.printHeader();
    growth.add(
        "bytes for each",
        number("%.0f", outcome.bytesInLarge()),
        number("%.0f", outcome.bytesInSmall()));
    growth.add(
        "an add, µs (small: rooms of 10)",
        number("%.2f", outcome.addToLarge()),
        number("%.2f", outcome.addToSmall()));
    growth.add(
        "a page of 99, µs (small: rooms of 100)",
        number("%.2f", outcome.pageOfLarge()),
        number("%.2f", outcome.pageOfSmall()));
    return outcome;
  }

  private void compare(Map<String, Double> perSecond, Growth.Outcome outcome) {
    targets.printHeader();
    for (String rooms : ROOMS) {
      double store = perSecond.getOrDefault(id(ONE_THREAD, rooms), Double.NaN);
      targets.atLeast(
          rooms + ": one thread to putIfAbsent",
          0.4,
          store / perSecond.getOrDefault(id(PUT_IF_ABSENT, rooms), Double.NaN));
      targets.atLeast(
          rooms + ": one thread to the faster of jCasbin",
          10,
          store
              / Math.max(
                  perSecond.getOrDefault(id("casbinDomains", rooms), Double.NaN),
                  perSecond.getOrDefault(id("casbinRoles", rooms), Double.NaN)));
      targets.atLeast(
          rooms + ": two threads to one",
          rooms.startsWith("1x") ? 1 : 1.8,
          perSecond.getOrDefault(id(TWO_THREADS, rooms), Double.NaN) / store);
    }
    targets.atMost(
        "bytes for each of %,d in one room".formatted(MEMBERSHIPS), 100, outcome.bytesInLarge());
    targets.atMost(
        "bytes for each of %,d in rooms of 10".formatted(MEMBERSHIPS), 100, outcome.bytesInSmall());
    targets.atMost(
        "an add to a room of %,d to one of 10".formatted(MEMBERSHIPS),
        1.5,
        outcome.addToLarge() / outcome.addToSmall());
    targets.atMost(
        "a page of 99 of a room of %,d to one of 100".formatted(MEMBERSHIPS),
        1.1,
        outcome.pageOfLarge() / outcome.pageOfSmall());
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
