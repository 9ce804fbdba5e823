package io.chatrooms.jdbc;

import io.chatrooms.core.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * Each operation takes a connection, does its work in a transaction of its own, and gives the
 * connection back as it came. What gave way to another transaction is done again, a few times,
 * after ever longer pauses of random length.
 */
final class OwnTransactions implements Transactions {
  private static final int ATTEMPTS = 12;
  private static final int SHORTEST_PAUSE = 4;
  private static final int LONGEST_PAUSE = 256;

  /** Whoever waited so long for a lock in vain has been patient enough. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final DataSource dataSource;
  private final Statements statements;

  OwnTransactions(DataSource dataSource, Statements statements) {
    this.dataSource = dataSource;
    this.statements = statements;
  }

  @Override
  public <T> T read(Work<T> work) {
    return patiently(() -> alone(work, false));
  }

  @Override
  public <T> T write(Work<T> work) {
    return patiently(() -> alone(work, true));
  }

  @Override
  public <T> T together(Work<T> work) {
    return patiently(() -> inTransaction(work));
  }

  @Override
  public boolean isTheHosts() {
    return false;
  }

  private <T> T patiently(Attempt<T> attempt) {
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int i = 1; ; i++) {
      try {
        return attempt.make();
      } catch (Failed failed) {
        SQLException e = failed.why;
        if (failed.outcomeUnknown || !Failures.isContention(e, statements.dialect())) {
          throw Failures.of(e, statements.dialect(), failed.outcomeUnknown);
        }
        if (i == ATTEMPTS || System.nanoTime() - end >= 0) {
          throw new StoreUnavailableException(
              "Gave way to others " + i + " times", false, Failures.withoutData(e));
        }
      }
      pause(i);
    }
  }

  static void pause(int attempt) {
    int longest = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE << Math.min(attempt, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, longest));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("Interrupted while giving way to others", false, e);
    }
  }

  /** One statement is a transaction of its own, unless the connection is handed out otherwise. */
  private <T> T alone(Work<T> work, boolean writing) throws Failed {
    return connected(
        connection -> {
          if (!connection.getAutoCommit()) {
            return committed(connection, work, writing);
          }
          try {
            return work.with(new Session(connection, statements));
          } catch (SQLException e) {
            throw new Failed(e, writing && !Failures.isRefusal(e, statements.dialect()));
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
        undo(connection);
      }
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      undo(connection);
      throw new Failed(e, writing && !Failures.isRefusal(e, statements.dialect()));
    } catch (RuntimeException e) {
      undo(connection);
      throw new Failed(new SQLException("the commit ended in an exception", e), writing);
    }
    return result;
  }

  /** A connection that cannot be rolled back is done away with: to give it back might commit. */
  private static void undo(Connection connection) {
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

  /** Pools may fail in ways of their own. */
  static Connection connection(DataSource dataSource, Dialect dialect) {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      throw Failures.beforeAnyData(e, dialect);
    } catch (RuntimeException e) {
      throw new StoreUnavailableException("No connection is to be had", false, e);
    }
  }

  /**
   * What was done is done, and what failed has failed: a connection that is lost changes neither.
   */
  private static void restore(Restoring restoring) {
    try {
      restoring.run();
    } catch (SQLException e) {
      // The pool, or the server, finds out that the connection is lost.
    }
  }

  private interface Attempt<T> {
    T make() throws Failed;
  }

  private interface Use<T> {
    T of(Connection connection) throws SQLException, Failed;
  }

  private interface Restoring {
    void run() throws SQLException;
  }

  /** A failure, and whether the change may have happened. */
  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final SQLException why;
    private final boolean outcomeUnknown;

    Failed(SQLException why, boolean outcomeUnknown) {
      super(why);
      this.why = why;
      this.outcomeUnknown = outcomeUnknown;
    }
  }
}
