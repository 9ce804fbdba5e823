package io.chatrooms.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Measures CreateRoomMembership on the databases, with and without {@link
 * io.chatrooms.batching.BatchingStore}, beside a bare insert, a transaction that is written by
 * hand, and Hibernate. What each of them wrote is checked after each measurement.
 *
 * <p>The system properties {@code databases}, {@code callers} and {@code seconds} choose what is
 * measured. {@code target} is the directory of the files that it writes: the table, the targets and
 * the plot.
 */
public final class JdbcSpeed {
  private static final Duration MEASURED =
      Duration.ofMillis(Math.round(1_000 * Double.parseDouble(System.getProperty("seconds", "5"))));
  private static final Duration WARM_UP = MEASURED.dividedBy(2);
  private static final List<Integer> CALLERS =
      Stream.of(System.getProperty("callers", "1,8,32,128").split(",", -1))
          .map(Integer::valueOf)
          .toList();

  /** It has to be referred to, or its level is forgotten. */
  private static final Logger LOG_OF_HIBERNATE = Logger.getLogger("org.hibernate");

  private final Table table =
      new Table(
          Table.Column.text("database", 10),
          Table.Column.number("callers", 7),
          Table.Column.text("shape", 11),
          Table.Column.text("who", 15),
          Table.Column.number("adds/s", 8),
          Table.Column.number("ratio", 6),
          Table.Column.number("p50 ms", 8),
          Table.Column.number("p99 ms", 8));
  private final List<Measurement> measurements = new ArrayList<>();

  private JdbcSpeed() {}

  /** Prints a line for each measurement, and the targets. */
  public static void main(String[] args) throws Exception {
    LOG_OF_HIBERNATE.setLevel(Level.WARNING);
    String chosen = System.getProperty("databases", "H2,PostgreSQL,MariaDB");
    JdbcSpeed speed = new JdbcSpeed();
    speed.table.printHeader();
    for (Database database : Database.values()) {
      if (chosen.toUpperCase(Locale.ROOT).contains(database.name())) {
        try (Database.Running running = database.start();
            Scene scene = new Scene(running)) {
          speed.measure(database, scene);
        }
      }
    }
    speed.write(Path.of(System.getProperty("target", "target")));
    System.exit(0); // Threads of the servers would keep the JVM alive.
  }

  private void measure(Database database, Scene scene) throws Exception {
    for (Peer peer : scene.peers()) {
      scene.empty();
      if (peer.keepsRules()) {
        scene.race(peer);
        scene.empty();
      }
      // Not measured: it compiles the code of the peer.
      Load first = new Load(8, Duration.ZERO, WARM_UP.plusMillis(500));
      scene.check(peer, first.on(peer, Workload.Shape.MANY_ROOMS).acknowledged());
    }
    for (int callers : CALLERS) {
      for (Workload.Shape shape : Workload.Shape.values()) {
        double bare = 0;
        for (Peer peer : scene.peers()) {
          scene.empty();
          Load.Outcome outcome = new Load(callers, WARM_UP, MEASURED).on(peer, shape);
          scene.check(peer, outcome.acknowledged());
          bare = bare == 0 ? outcome.perSecond() : bare;
          add(
              new Measurement(
                  database, callers, shape, peer.name(), outcome, outcome.perSecond() / bare));
        }
      }
    }
  }

  private void add(Measurement measurement) {
    measurements.add(measurement);
    table.add(
        measurement.database().toString(),
        Integer.toString(measurement.callers()),
        measurement.shape().toString(),
        measurement.who(),
        String.format(Locale.ROOT, "%,.0f", measurement.outcome().perSecond()),
        decimal(measurement.ratio()),
        decimal(measurement.outcome().p50()),
        decimal(measurement.outcome().p99()));
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private void write(Path directory) throws IOException {
    System.out.println();
    String targets = JdbcTargets.of(measurements);
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("jdbc-speed.md"), table.markdown() + "\n" + targets);
    Files.writeString(directory.resolve("jdbc-speed.svg"), Plot.of(measurements));
  }
}
