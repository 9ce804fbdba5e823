package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * An operation ends by its time-out, whatever it waits for. Without one these tests would wait for
 * ever. {@link ConnectionsTest} has the wait for a pool, {@link GroupCommitTest} that for a turn.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OperationTimeoutTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Scene scene = new Scene("timeout");
  private final String prefix = Databases.freshPrefix();

  @OnEveryDatabase
  void aLockThatIsNotFreedInTimeIsUnavailableAndNothingIsChanged(Database database)
      throws Exception {
    try (HikariDataSource pool = Databases.pool(database, 3)) {
      JdbcStore store =
          JdbcStore.builder(pool)
              .tablePrefix(prefix)
              .createTables()
              .retries(RetryPolicy.DEFAULT.withLongest(Duration.ofHours(1)))
              .operationTimeout(SECOND)
              .build();
      scene.putInto(store, 1, 1);
      try (Connection other = pool.getConnection();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("SELECT * FROM %sroom FOR UPDATE".formatted(prefix));
        assertThat(scene.add(store, 0, 0, Role.MEMBER))
            .isInstanceOfSatisfying(
                ServiceUnavailable.class, late -> assertThat(late.outcomeUnknown()).isFalse());
        other.rollback();
      }
      scene.isWhole(store, List.of());
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "H2")
  void aSilentNetworkIsUnavailableAndItIsUnknownWhetherAWriteWasMade(Database database)
      throws Exception {
    try (TcpProxy proxy = new TcpProxy(Databases.portOf(Databases.url(database)))) {
      String url = Databases.through(Databases.url(database), proxy.port());
      try (Connection connection =
          DriverManager.getConnection(
              url + (database == Database.POSTGRESQL ? "?cancelSignalTimeout=1" : ""),
              Databases.administrator(database),
              "")) {
        JdbcStore store = store(connection);
        scene.putInto(store, 1, 1);
        MembershipFacts facts = store.memberships().facts(scene.key(0, 0), null);
        proxy.silence();

        isUnavailable(
            database == Database.POSTGRESQL, // one statement, where MariaDB waits for a first lock
            () ->
                store
                    .memberships()
                    .confirm(
                        MembershipAdded.of(facts.key(), Role.MEMBER, "inviter", Instant.EPOCH),
                        facts));
      }
      try (Connection connection = connectionOf(database)) {
        scene
            .of(1, 1)
            .isWhole(
                JdbcStore.builder(new SingleConnectionDataSource(connection, true))
                    .tablePrefix(prefix)
                    .build(),
                List.of());
      }
    }
  }

  private static Connection connectionOf(Database database) throws Exception {
    return DriverManager.getConnection(
        Databases.url(database), Databases.administrator(database), "");
  }

  private JdbcStore store(Connection connection) {
    return JdbcStore.builder(new SingleConnectionDataSource(connection, true))
        .tablePrefix(prefix)
        .createTables()
        .operationTimeout(SECOND)
        .build();
  }

  private static void isUnavailable(boolean outcomeUnknown, ThrowingCallable operation) {
    assertThatThrownBy(operation)
        .isInstanceOfSatisfying(
            StoreUnavailableException.class,
            late -> assertThat(late.outcomeUnknown()).isEqualTo(outcomeUnknown));
  }

  /** The caller of the pool finds the connection as it was. */
  @OnEveryDatabase
  void aConnectionIsReturnedWithItsOwnNetworkTimeout(Database database) throws Exception {
    try (Connection connection = connectionOf(database)) {
      int before = connection.getNetworkTimeout();
      JdbcStore store = store(connection);
      scene.putInto(store, 1, 1);
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
      assertThat(connection.getNetworkTimeout()).isEqualTo(before);
    }
  }

  /** The host set it, and a longer time-out of operations does not lengthen it. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "H2")
  void aShorterNetworkTimeoutOfTheConnectionHolds(Database database) throws Exception {
    try (TcpProxy proxy = new TcpProxy(Databases.portOf(Databases.url(database)));
        Connection connection =
            DriverManager.getConnection(
                Databases.through(Databases.url(database), proxy.port()),
                Databases.administrator(database),
                "")) {
      connection.setNetworkTimeout(Runnable::run, 1_000);
      JdbcStore store =
          JdbcStore.builder(new SingleConnectionDataSource(connection, true))
              .tablePrefix(prefix)
              .createTables()
              .operationTimeout(Duration.ofHours(1))
              .build();
      scene.putInto(store, 1, 1);
      proxy.silence();

      isUnavailable(false, () -> store.rooms().find(scene.account, scene.room(0)));
    }
  }

  @Test
  void aTimeoutIsPositive() {
    try (HikariDataSource pool = Databases.pool(Database.H2, 1)) {
      JdbcStore.Builder builder = JdbcStore.builder(pool);
      assertThatThrownBy(() -> builder.operationTimeout(Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an operation may take more than 0, not PT0S");
      assertThatThrownBy(() -> builder.operationTimeout(Duration.ofMillis(-1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
