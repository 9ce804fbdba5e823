package io.chatrooms.server;

import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.jdbc.JdbcStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Fills an empty database with a world, in one transaction. Servers that start at the same time on
 * one database take turns, so exactly one of them fills it.
 */
final class InitialData {
  /** How long to try again if another server fills the database at the same time. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final String POSTGRESQL_LOCK_TIMEOUT = "55P03";
  private static final int MARIADB_LOCK_TIMEOUT = 1205;

  /** A row that every database of this library has, whether it is empty or not. */
  private static final String LOCK =
      "SELECT version FROM %sschema_part WHERE part = 'chatrooms' FOR UPDATE"
          .formatted(JdbcStore.DEFAULT_TABLE_PREFIX);

  private static final String ANY_ACCOUNT =
      "SELECT account_id FROM %saccount ORDER BY account_id FETCH FIRST 1 ROWS ONLY"
          .formatted(JdbcStore.DEFAULT_TABLE_PREFIX);

  private final DataSource dataSource;
  private final JdbcStore store;

  InitialData(DataSource dataSource, JdbcStore store) {
    this.dataSource = dataSource;
    this.store = store;
  }

  /**
   * Fills the database if it has no account. False if it has one, and nothing was changed.
   *
   * @throws IllegalStateException if the database fails
   */
  boolean fill(WorldFile world) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      try {
        return fillOnce(world);
      } catch (SQLException | StoreException e) {
        if (!isContention(e) || System.nanoTime() - end >= 0) {
          throw new IllegalStateException("--store cannot be filled: " + reason(e), e);
        }
      }
    }
  }

  private boolean fillOnce(WorldFile world) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // After the wait for the lock, the next statement has to see what another server committed.
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      boolean filled = false;
      try {
        if (!finds(statement, LOCK)) {
          throw new IllegalStateException("--store cannot be filled: its tables have no version");
        }
        if (!finds(statement, ANY_ACCOUNT)) {
          world.fillAgain(store.joining(connection));
          connection.commit();
          filled = true;
        }
      } finally {
        if (!filled) {
          connection.rollback();
        }
      }
      return filled;
    }
  }

  private static boolean finds(Statement statement, String sql) throws SQLException {
    try (ResultSet found = statement.executeQuery(sql)) {
      return found.next();
    }
  }

  /** Without the database's message, which may quote a row. A store's messages contain no data. */
  private static String reason(Exception e) {
    return e instanceof SQLException sql
        ? "SQLState " + sql.getSQLState()
        : String.valueOf(e.getMessage());
  }

  private static boolean isContention(Exception e) {
    return e instanceof SQLException sql
        ? sql instanceof SQLTransientException
            || sql.getErrorCode() == MARIADB_LOCK_TIMEOUT
            || (sql.getSQLState() != null
                && (sql.getSQLState().startsWith("40")
                    || sql.getSQLState().equals(POSTGRESQL_LOCK_TIMEOUT)))
        : e instanceof StoreUnavailableException unavailable && !unavailable.outcomeUnknown();
  }
}
