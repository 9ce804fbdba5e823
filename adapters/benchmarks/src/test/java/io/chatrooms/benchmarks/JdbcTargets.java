package io.chatrooms.benchmarks;

import static io.chatrooms.benchmarks.Database.H2;
import static io.chatrooms.benchmarks.Database.MARIADB;
import static io.chatrooms.benchmarks.Database.POSTGRESQL;
import static io.chatrooms.benchmarks.Workload.Shape.MANY_ROOMS;
import static io.chatrooms.benchmarks.Workload.Shape.ONE_ROOM;

import io.chatrooms.benchmarks.Workload.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The targets of the batching store, each as a ratio of two measurements of one run. A target is
 * left out if the run did not measure both.
 */
final class JdbcTargets {
  private final List<Measurement> measurements;
  private final Targets targets = new Targets();

  private JdbcTargets(List<Measurement> measurements) {
    this.measurements = measurements;
  }

  /** Prints the targets, and returns them as Markdown. */
  static String of(List<Measurement> measurements) {
    JdbcTargets all = new JdbcTargets(measurements);
    all.targets.printHeader();
    for (int callers : new int[] {32, 128}) {
      all.toBareInsert(POSTGRESQL, callers, 1.2, 1.0);
    }
    all.toBareInsert(POSTGRESQL, 8, 0.7, 0.5);
    all.toBareInsert(H2, 8, 0.8, 0.8);
    all.toBareInsert(MARIADB, 32, 0.6, 0.4);
    for (Shape shape : Shape.values()) {
      all.ratio(POSTGRESQL, 1, shape, Scene.STORE, 1.0);
      all.ratio(POSTGRESQL, 32, shape, "Hibernate", shape == MANY_ROOMS ? 5 : 8);
      for (int callers : new int[] {8, 32, 128}) {
        all.p99(callers, shape);
      }
    }
    return all.targets.markdown();
  }

  private void toBareInsert(Database database, int callers, double manyRooms, double oneRoom) {
    ratio(database, callers, MANY_ROOMS, "bare insert", manyRooms);
    ratio(database, callers, ONE_ROOM, "bare insert", oneRoom);
  }

  private void ratio(Database database, int callers, Shape shape, String to, double bound) {
    Optional<Load.Outcome> batching = find(database, callers, shape, Scene.BATCHING);
    Optional<Load.Outcome> other = find(database, callers, shape, to);
    if (batching.isPresent() && other.isPresent()) {
      targets.atLeast(
          "%s, callers: %d, %s: adds/s to those of %s".formatted(database, callers, shape, to),
          bound,
          batching.get().perSecond() / other.get().perSecond());
    }
  }

  private void p99(int callers, Shape shape) {
    Optional<Load.Outcome> load = find(POSTGRESQL, callers, shape, Scene.BATCHING);
    Optional<Load.Outcome> alone = find(POSTGRESQL, 1, shape, Scene.BATCHING);
    if (load.isPresent() && alone.isPresent()) {
      targets.atMost(
          "%s, callers: %d, %s: p99 to the p50 of one caller".formatted(POSTGRESQL, callers, shape),
          3,
          load.get().p99() / alone.get().p50());
    }
  }

  private Optional<Load.Outcome> find(Database database, int callers, Shape shape, String who) {
    return measurements.stream()
        .filter(m -> m.database() == database && m.callers() == callers)
        .filter(m -> m.shape() == shape && m.who().equals(who))
        .map(Measurement::outcome)
        .findFirst();
  }
}
