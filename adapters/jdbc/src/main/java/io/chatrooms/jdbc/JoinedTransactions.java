package io.chatrooms.jdbc;

import io.chatrooms.core.store.StoreBrokenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that the host begins and ends, and whose time it limits. Nothing is committed and
 * nothing is repeated. An operation that fails half-way is rolled back to the savepoint that it
 * set.
 */
final class JoinedTransactions implements Transactions {
  /** Object not in prerequisite state. */
  private static final String WRONG_STATE = "55000";

  private final Source source;
  private final BooleanSupplier isActive;
  private final Statements statements;

  JoinedTransactions(Source source, BooleanSupplier isActive, Statements statements) {
    this.source = source;
    this.isActive = isActive;
    this.statements = statements;
  }

  /** Where the connection of the host's transaction comes from and goes back to. */
  interface Source {
    Connection take();

    void release(Connection connection) throws SQLException;
  }

  static Source theOne(Connection connection) {
    return new Source() {
      @Override
      public Connection take() {
        return connection;
      }

      @Override
      public void release(Connection given) {}
    };
  }

  static Source connectionsOf(DataSource dataSource) {
    return new Source() {
      @Override
      public Connection take() {
        return OwnTransactions.connection(dataSource);
      }

      @Override
      public void release(Connection connection) throws SQLException {
        connection.close();
      }
    };
  }

  @Override
  public <T> T read(Work<T> work) {
    return run(work, false);
  }

  @Override
  public <T> T write(Work<T> work) {
    return run(work, true);
  }

  @Override
  public <T> T together(Work<T> work) {
    return run(work, true);
  }

  private <T> T run(Work<T> work, boolean writing) {
    try {
      Connection connection = source.take();
      try {
        return writing
            ? allOrNothing(connection, work)
            : work.with(new Session(connection, statements, Deadline.NONE));
      } finally {
        returned(connection);
      }
    } catch (SQLException e) {
      throw Failures.of(e, statements.dialect(), false);
    }
  }

  /** Leaves no half of the work behind, even if the host commits in spite of the failure. */
  private <T> T allOrNothing(Connection connection, Work<T> work) throws SQLException {
    if (DriverCall.of(connection::getAutoCommit)
        && !DriverCall.of(() -> statements.dialect().isInXaTransaction(connection))) {
      throw new StoreBrokenException(
          "There is no transaction to join: the connection is in auto-commit mode", false, null);
    }
    if (!isActive.getAsBoolean()) {
      throw new StoreBrokenException(
          "There is no transaction to join: the host is in none", false, null);
    }
    Savepoint before = savepoint(connection);
    T result;
    try {
      result = work.with(new Session(connection, statements, Deadline.NONE));
    } catch (SQLException | RuntimeException | Error e) {
      if (before != null) {
        try {
          DriverCall.run(() -> connection.rollback(before));
        } catch (SQLException gone) {
          e.addSuppressed(gone); // the database has rolled back the whole transaction
        }
      }
      throw e;
    }
    if (before != null) {
      DriverCall.run(() -> connection.releaseSavepoint(before));
    }
    return result;
  }

  /**
   * Null if there can be none: PostgreSQL's driver refuses savepoints in an XA transaction. The
   * host has to roll back after a failure anyway; without a savepoint nothing else undoes it.
   */
  private static @Nullable Savepoint savepoint(Connection connection) throws SQLException {
    try {
      return DriverCall.of(connection::setSavepoint);
    } catch (SQLFeatureNotSupportedException e) {
      return null;
    } catch (SQLException e) {
      if (WRONG_STATE.equals(e.getSQLState())) {
        return null;
      }
      throw e;
    }
  }

  /** The operation has its outcome already; losing the connection does not change it. */
  private void returned(Connection connection) {
    try {
      DriverCall.run(() -> source.release(connection));
    } catch (SQLException e) {
      // The host notices when it ends its transaction.
    }
  }
}
