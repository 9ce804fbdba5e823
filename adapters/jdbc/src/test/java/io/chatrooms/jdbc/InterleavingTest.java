package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.Store;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a store does when somebody else changes something between the decision and the confirmation,
 * for every kind of obstacle, at every moment. The database shows when one transaction waits for
 * another, so these tests wait for exactly that and never for a time.
 */
class InterleavingTest {
  static Stream<Arguments> onEveryDatabase() {
    return Stream.of(Database.values())
        .flatMap(
            database ->
                Arrays.stream(Obstacle.values())
                    .flatMap(
                        obstacle ->
                            Arrays.stream(Confirmed.values())
                                .map(confirmed -> Arguments.of(database, obstacle, confirmed))));
  }

  /** How a change is confirmed. */
  private enum Confirmed {
    ALONE {
      @Override
      Optional<MembershipFacts> confirm(
          Store store, MembershipChange change, MembershipFacts seen) {
        return store.memberships().confirm(change, seen);
      }
    },
    IN_A_BATCH {
      @Override
      Optional<MembershipFacts> confirm(
          Store store, MembershipChange change, MembershipFacts seen) {
        return store
            .memberships()
            .confirmAll(change.key().accountId(), List.of(Proposal.of(change, seen)))
            .get(0)
            .stream()
            .findFirst();
      }
    };

    abstract Optional<MembershipFacts> confirm(
        Store store, MembershipChange change, MembershipFacts seen);
  }

  /** A store that many tests share, each with an account of its own. */
  private record Opened(Database database, HikariDataSource pool, JdbcStore store) {
    private static final Map<Database, Opened> ALL = new EnumMap<>(Database.class);

    static Opened on(Database database) {
      return ALL.computeIfAbsent(database, Opened::open);
    }

    private static Opened open(Database database) {
      HikariDataSource pool = Databases.pool(database, 4);
      return new Opened(
          database,
          pool,
          JdbcStore.builder(pool)
              .tablePrefix(Databases.freshPrefix())
              .memberRoomLimit(Obstacle.MEMBER_ROOM_LIMIT)
              .createTables()
              .build());
    }
  }

  @AfterAll
  static void close() {
    Opened.ALL.values().forEach(opened -> opened.pool.close());
    Opened.ALL.clear();
  }

  private final Scene scene = new Scene(Databases.freshPrefix());

  /** The obstacle is committed before the confirmation begins. */
  @ParameterizedTest
  @MethodSource("onEveryDatabase")
  void afterAnObstacleTheChangeIsNotMade(
      Database database, Obstacle obstacle, Confirmed confirmed) {
    JdbcStore store = Opened.on(database).store();
    obstacle.prepare(scene, store);
    MembershipFacts seen = obstacle.facts(scene, store);
    MembershipChange change = obstacle.change(seen);

    obstacle.happen(scene, store);

    isDeclined(change, seen, confirmed.confirm(store, change, seen));
    Obstacle.isWhole(scene, store);
  }

  /** Rows that are saved with the values that they have. */
  @OnEveryDatabase
  void aSaveThatChangesNothingIsNoObstacle(Database database) {
    JdbcStore store = Opened.on(database).store();
    Obstacle obstacle = Obstacle.CALLER_SUSPENDED_BEFORE_AN_ADD;
    obstacle.prepare(scene, store);
    MembershipFacts seen = obstacle.facts(scene, store);
    store.accounts().save(seen.room().account().account().orElseThrow());
    store.rooms().save(seen.room().room().orElseThrow());
    store.members().save(seen.member().orElseThrow());
    store.members().save(seen.room().account().caller().orElseThrow());

    assertThat(store.memberships().confirm(obstacle.change(seen), seen)).isEmpty();
    Obstacle.isWhole(scene, store);
  }

  /** The obstacle is made but not committed when the confirmation begins. */
  @ParameterizedTest
  @MethodSource("onEveryDatabase")
  void whileAnObstacleIsNotCommittedTheChangeWaits(
      Database database, Obstacle obstacle, Confirmed confirmed) throws Exception {
    Opened opened = Opened.on(database);
    JdbcStore store = opened.store();
    obstacle.prepare(scene, store);
    MembershipFacts seen = obstacle.facts(scene, store);
    MembershipChange change = obstacle.change(seen);
    try (Connection host = begin(opened, Connection.TRANSACTION_READ_COMMITTED)) {
      obstacle.happen(scene, store.joining(host));

      CompletableFuture<Optional<MembershipFacts>> confirming =
          CompletableFuture.supplyAsync(() -> confirmed.confirm(store, change, seen));
      waitsFor(opened, host, confirming);
      host.commit();

      isDeclined(change, seen, confirming.get(60, TimeUnit.SECONDS));
    }
    Obstacle.isWhole(scene, store);
  }

  /** The change is confirmed but not committed when the obstacle is about to happen. */
  @ParameterizedTest
  @MethodSource("onEveryDatabase")
  void whileAChangeIsNotCommittedObstaclesWait(
      Database database, Obstacle obstacle, Confirmed confirmed) throws Exception {
    Opened opened = Opened.on(database);
    JdbcStore store = opened.store();
    obstacle.prepare(scene, store);
    try (Connection host = begin(opened, Connection.TRANSACTION_READ_COMMITTED)) {
      Store joined = store.joining(host);
      MembershipFacts seen = obstacle.facts(scene, joined);
      assertThat(confirmed.confirm(joined, obstacle.change(seen), seen)).isEmpty();

      CompletableFuture<Void> happened =
          CompletableFuture.runAsync(() -> obstacle.happen(scene, store));
      waitsFor(opened, host, happened);
      host.commit();

      happened.get(60, TimeUnit.SECONDS);
    }
    Obstacle.isWhole(scene, store);
  }

  static Stream<Arguments> inHostsTransactions() {
    return Stream.of(Database.values())
        .flatMap(
            database ->
                isolations(database)
                    .flatMap(
                        isolation ->
                            Arrays.stream(Obstacle.values())
                                .flatMap(
                                    obstacle ->
                                        Arrays.stream(Confirmed.values())
                                            .map(
                                                confirmed ->
                                                    Arguments.of(
                                                        database, isolation, obstacle,
                                                        confirmed)))));
  }

  /** MariaDB's reads lock at SERIALIZABLE, so that no obstacle can happen after them. */
  private static Stream<Integer> isolations(Database database) {
    Stream<Integer> lower =
        Stream.of(Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ);
    return database == Database.MARIADB
        ? lower
        : Stream.concat(lower, Stream.of(Connection.TRANSACTION_SERIALIZABLE));
  }

  /**
   * In a transaction of the host the facts may be those of an old snapshot. A change that rests on
   * them is never made: the store returns the newest facts or, where the isolation does not show
   * them, is unavailable with a known outcome.
   */
  @ParameterizedTest
  @MethodSource("inHostsTransactions")
  void inAHostsTransactionNoChangeIsMadeOnOldFacts(
      Database database, int isolation, Obstacle obstacle, Confirmed confirmed)
      throws SQLException {
    Opened opened = Opened.on(database);
    JdbcStore store = opened.store();
    obstacle.prepare(scene, store);
    try (Connection host = begin(opened, isolation)) {
      Store joined = store.joining(host);
      MembershipFacts seen = obstacle.facts(scene, joined);
      MembershipChange change = obstacle.change(seen);

      obstacle.happen(scene, store);

      if (isolation == Connection.TRANSACTION_READ_COMMITTED || database == Database.MARIADB) {
        isDeclined(change, seen, confirmed.confirm(joined, change, seen));
      } else {
        assertThatThrownBy(() -> confirmed.confirm(joined, change, seen))
            .isInstanceOfSatisfying(
                StoreUnavailableException.class,
                e -> assertThat(e.outcomeUnknown()).as("outcome unknown").isFalse());
      }
      host.rollback();
    }
    Obstacle.isWhole(scene, store);
  }

  /** With innodb_snapshot_isolation MariaDB fails as PostgreSQL does. */
  @ParameterizedTest
  @EnumSource
  void mariaDbCanProtectSnapshots(Obstacle obstacle) throws SQLException {
    Opened opened = Opened.on(Database.MARIADB);
    JdbcStore store = opened.store();
    obstacle.prepare(scene, store);
    try (Connection host = begin(opened, Connection.TRANSACTION_REPEATABLE_READ);
        Statement settings = host.createStatement()) {
      settings.execute("SET innodb_snapshot_isolation = ON");
      Store joined = store.joining(host);
      MembershipFacts seen = obstacle.facts(scene, joined);
      MembershipChange change = obstacle.change(seen);

      obstacle.happen(scene, store);

      assertThatThrownBy(() -> joined.memberships().confirm(change, seen))
          .isInstanceOfSatisfying(
              StoreUnavailableException.class,
              e -> assertThat(e.outcomeUnknown()).as("outcome unknown").isFalse());
      host.rollback();
      settings.execute("SET innodb_snapshot_isolation = DEFAULT");
    }
    Obstacle.isWhole(scene, store);
  }

  private static Connection begin(Opened opened, int isolation) throws SQLException {
    Connection host = opened.pool().getConnection();
    host.setTransactionIsolation(isolation);
    host.setAutoCommit(false);
    return host;
  }

  private static void isDeclined(
      MembershipChange change, MembershipFacts seen, Optional<MembershipFacts> instead) {
    assertThat(instead).as("the facts instead of the change").isPresent();
    assertThat(change.mayBeMade(seen, instead.get()))
        .as("%s may be made where these facts hold: %s", change, instead.get())
        .isFalse();
  }

  /** Returns when somebody waits for the transaction of this connection. */
  private static void waitsFor(Opened opened, Connection host, Future<?> waiting)
      throws SQLException {
    long session = number(host, sessionSql(opened.database()));
    try (Connection watching = opened.pool().getConnection()) {
      while (number(watching, waitingSql(opened.database()).formatted(session)) == 0) {
        assertThat(waiting.isDone()).as("done without waiting").isFalse();
        Thread.onSpinWait();
      }
    }
  }

  private static String sessionSql(Database database) {
    return switch (database) {
      case H2 -> "SELECT SESSION_ID()";
      case POSTGRESQL -> "SELECT pg_backend_pid()";
      case MARIADB -> "SELECT CONNECTION_ID()";
    };
  }

  private static String waitingSql(Database database) {
    return switch (database) {
      case H2 -> "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID = %d";
      case POSTGRESQL ->
          "SELECT COUNT(*) FROM pg_stat_activity WHERE %d = ANY (pg_blocking_pids(pid))";
      case MARIADB -> // innodb_lock_waits does not change while it is polled
          """
          SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS
          WHERE VARIABLE_NAME = 'INNODB_ROW_LOCK_CURRENT_WAITS' AND %d > 0""";
    };
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet found = statement.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }
}
