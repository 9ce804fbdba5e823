package io.chatrooms.jdbc;

import io.chatrooms.core.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of the store's own. Each operation takes a connection, works in one transaction, and
 * returns the connection in the state in which it was taken. An operation that gave way to another
 * transaction is repeated.
 */
final class OwnTransactions implements Transactions {
  private final DataSource dataSource;
  private final Statements statements;
  private final Retries retries;
  private final @Nullable GroupCommit group;

  OwnTransactions(DataSource dataSource, Statements statements, Retries retries) {
    this.dataSource = dataSource;
    this.statements = statements;
    this.retries = retries;
    this.group = statements.dialect().hasOneWriter() ? new GroupCommit(this::inTransaction) : null;
  }

  @Override
  public <T> T read(Work<T> work) {
    return repeated(() -> alone(work, false));
  }

  @Override
  public <T> T write(Work<T> work) {
    return group == null ? repeated(() -> alone(work, true)) : together(work);
  }

  @Override
  public <T> T together(Work<T> work) {
    return repeated(() -> group == null ? inTransaction(work) : group.commit(work));
  }

  private <T> T repeated(Operation<T> operation) {
    Dialect dialect = statements.dialect();
    return retries.run(
        () -> {
          try {
            return operation.perform();
          } catch (Failed failed) {
            if (!failed.outcomeUnknown && Failures.isContention(failed.why, dialect)) {
              throw new Retries.GaveWay(Failures.of(failed.why, dialect, false));
            }
            throw Failures.of(failed.why, dialect, failed.outcomeUnknown);
          }
        });
  }

  /** In auto-commit mode each statement is a transaction; otherwise the work is one. */
  private <T> T alone(Work<T> work, boolean writing) throws Failed {
    return connected(
        connection -> {
          if (!connection.getAutoCommit()) {
            return committed(connection, work, writing);
          }
          try {
            return work.with(new Session(connection, statements));
          } catch (SQLException e) {
            throw new Failed(e, writing && !Failures.isRejection(e, statements.dialect()));
          }
        });
  }

  private <T> T inTransaction(Work<T> work) throws Failed {
    return connected(
        connection -> {
          boolean autoCommit = connection.getAutoCommit();
          if (autoCommit) {
            connection.setAutoCommit(false);
          }
          try {
            Dialect.Isolation isolation = statements.dialect().isolate(connection);
            try {
              return committed(connection, work, true);
            } finally {
              restore(isolation::restore);
            }
          } finally {
            if (autoCommit) {
              restore(() -> connection.setAutoCommit(true));
            }
          }
        });
  }

  private <T> T committed(Connection connection, Work<T> work, boolean writing)
      throws Failed, SQLException {
    boolean done = false;
    T result;
    try {
      result = work.with(new Session(connection, statements));
      done = true;
    } finally {
      if (!done) {
        rollBack(connection);
      }
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      rollBack(connection);
      throw new Failed(e, writing && !Failures.isRejection(e, statements.dialect()));
    } catch (RuntimeException e) {
      rollBack(connection);
      throw new Failed(new SQLException("the commit ended in an exception", e), writing);
    }
    return result;
  }

  /** A connection that cannot be rolled back is aborted: returning it to the pool might commit. */
  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      restore(() -> connection.abort(Runnable::run));
    }
  }

  private <T> T connected(Use<T> use) throws Failed {
    Connection connection = connection(dataSource, statements.dialect());
    try {
      return use.of(connection);
    } catch (SQLException e) {
      throw new Failed(e, false);
    } finally {
      restore(connection::close);
    }
  }

  /** A connection of the pool. Pools throw exceptions of their own, too. */
  static Connection connection(DataSource dataSource, Dialect dialect) {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      throw Failures.beforeAnyData(e, dialect);
    } catch (RuntimeException e) {
      throw new StoreUnavailableException("The DataSource returned no connection", false, e);
    }
  }

  /** The operation has its outcome already; losing the connection does not change it. */
  private static void restore(Restoring restoring) {
    try {
      restoring.run();
    } catch (SQLException e) {
      // The pool, or the server, notices that the connection is lost.
    }
  }

  private interface Operation<T> {
    T perform() throws Failed;
  }

  private interface Use<T> {
    T of(Connection connection) throws SQLException, Failed;
  }

  private interface Restoring {
    void run() throws SQLException;
  }

  /** A failure, and whether the change may have been made. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    final SQLException why;
    final boolean outcomeUnknown;

    Failed(SQLException why, boolean outcomeUnknown) {
      super(why);
      this.why = why;
      this.outcomeUnknown = outcomeUnknown;
    }
  }
}
