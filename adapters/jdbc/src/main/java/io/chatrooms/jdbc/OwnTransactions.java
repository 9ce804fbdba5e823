package io.chatrooms.jdbc;

import io.chatrooms.core.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of the store's own. Each operation takes a connection, works in one transaction, and
 * returns the connection in the state in which it was taken. An operation that gave way to another
 * transaction is repeated.
 */
final class OwnTransactions implements Transactions {
  /** So often is an operation tried that contradicts a constraint. */
  private static final int CONTRADICTIONS = 3;

  private final DataSource dataSource;
  private final Statements statements;
  private final Retries retries;
  private final @Nullable Duration timeout;
  private final @Nullable Deadline deadline;
  private final Alarm alarm;
  private final @Nullable GroupCommit group;

  /**
   * Transactions on connections of the DataSource.
   *
   * @param timeout how long an operation may take; null for no limit
   */
  OwnTransactions(
      DataSource dataSource, Statements statements, Retries retries, @Nullable Duration timeout) {
    this.dataSource = dataSource;
    this.statements = statements;
    this.retries = retries;
    this.timeout = timeout;
    this.deadline = null;
    this.alarm = new Alarm();
    this.group = statements.dialect().hasOneWriter() ? new GroupCommit(this::inTransaction) : null;
  }

  private OwnTransactions(OwnTransactions other, Deadline deadline) {
    this.dataSource = other.dataSource;
    this.statements = other.statements;
    this.retries = other.retries;
    this.timeout = other.timeout;
    this.deadline = deadline;
    this.alarm = other.alarm;
    this.group = other.group;
  }

  @Override
  public Transactions ofOneOperation() {
    return new OwnTransactions(this, Deadline.in(timeout));
  }

  @Override
  public Transactions withoutTimeout() {
    return new OwnTransactions(this, Deadline.NONE);
  }

  @Override
  public <T> T read(Work<T> work) {
    return repeated(until -> alone(work, false, until));
  }

  @Override
  public <T> T write(Work<T> work) {
    return group == null ? repeated(until -> alone(work, true, until)) : together(work);
  }

  @Override
  public <T> T together(Work<T> work) {
    GroupCommit shared = group;
    if (shared == null) {
      return repeated(until -> inTransaction(work, until));
    }
    boolean[] again = {false}; // What had to give way once is not to disturb a group again.
    return repeated(
        until -> {
          boolean alone = again[0];
          again[0] = true;
          return alone ? shared.commitAlone(work, until) : shared.commit(work, until);
        });
  }

  private <T> T repeated(Operation<T> operation) {
    Dialect dialect = statements.dialect();
    Deadline until = deadline == null ? Deadline.in(timeout) : deadline;
    return retries.run(
        until,
        () -> {
          try {
            return operation.perform(until);
          } catch (Failed failed) {
            if (!failed.outcomeUnknown && Failures.isContention(failed.why, dialect)) {
              throw new Retries.GaveWay(Failures.of(failed.why, dialect, false));
            }
            if (!failed.outcomeUnknown && Failures.isInternal(failed.why, dialect)) {
              throw new Retries.GaveWay(Failures.passing(failed.why));
            }
            if (!failed.outcomeUnknown && Failures.isContradiction(failed.why)) {
              throw new Retries.GaveWay(Failures.of(failed.why, dialect, false), CONTRADICTIONS);
            }
            throw Failures.of(failed.why, dialect, failed.outcomeUnknown);
          }
        });
  }

  /** In auto-commit mode each statement is a transaction; otherwise the work is one. */
  private <T> T alone(Work<T> work, boolean writing, Deadline until) throws Failed {
    return connected(
        until,
        connection -> {
          if (!DriverCall.of(connection::getAutoCommit)) {
            return committed(connection, work, writing, until, new AtomicBoolean());
          }
          try {
            return work.with(new Session(connection, statements, until));
          } catch (SQLException e) {
            throw new Failed(e, writing && !Failures.isRejection(e, statements.dialect()));
          }
        });
  }

  private <T> T inTransaction(Work<T> work, Deadline until) throws Failed {
    return connected(
        until,
        connection -> {
          AtomicBoolean aborted = new AtomicBoolean();
          boolean autoCommit = DriverCall.of(connection::getAutoCommit);
          if (autoCommit) {
            DriverCall.run(() -> connection.setAutoCommit(false));
          }
          try {
            Dialect.Isolation isolation =
                DriverCall.of(() -> statements.dialect().isolate(connection));
            try {
              return committed(connection, work, true, until, aborted);
            } finally {
              restore(isolation::restore);
            }
          } finally {
            if (autoCommit && !aborted.get()) { // which would commit
              restore(() -> connection.setAutoCommit(true));
            }
          }
        });
  }

  private <T> T committed(
      Connection connection, Work<T> work, boolean writing, Deadline until, AtomicBoolean aborted)
      throws Failed, SQLException {
    boolean done = false;
    T result;
    try {
      result = work.with(new Session(connection, statements, until));
      DriverCall.run(() -> until.limit(connection));
      done = true;
    } finally {
      if (!done) {
        rollBack(connection, aborted);
      }
    }
    try {
      DriverCall.run(connection::commit);
    } catch (SQLException e) {
      rollBack(connection, aborted);
      throw new Failed(e, writing && !Failures.isRejection(e, statements.dialect()));
    }
    return result;
  }

  /** A connection that cannot be rolled back is aborted: returning it to the pool might commit. */
  private static void rollBack(Connection connection, AtomicBoolean aborted) {
    aborted.set(true);
    try {
      DriverCall.run(connection::rollback);
      aborted.set(false);
    } catch (SQLException e) {
      restore(() -> connection.abort(Runnable::run));
    }
  }

  private <T> T connected(Deadline until, Use<T> use) throws Failed {
    Connection connection = alarm.during(until, () -> connection(dataSource));
    try {
      if (!until.isSet()) {
        return use.of(connection);
      }
      int networkTimeout = DriverCall.of(connection::getNetworkTimeout);
      try {
        DriverCall.run(() -> until.limit(connection));
        return use.of(connection);
      } finally {
        restore(() -> connection.setNetworkTimeout(Runnable::run, networkTimeout));
      }
    } catch (SQLException e) {
      throw new Failed(e, false);
    } finally {
      restore(connection::close);
    }
  }

  /**
   * A connection of the pool. Nothing has begun if there is none. Many pools say neither why nor
   * with which SQLState, so that is unavailable, unless the login or the database is wrong.
   */
  static Connection connection(DataSource dataSource) {
    Connection connection;
    try {
      connection = DriverCall.of(dataSource::getConnection);
    } catch (SQLException e) {
      Failures.keepInterrupt(e);
      throw Failures.noConnection(e);
    }
    if (connection == null) {
      throw new StoreUnavailableException("The DataSource returned no connection", false, null);
    }
    return connection;
  }

  /** The operation has its outcome already; losing the connection does not change it. */
  private static void restore(DriverCall.Command command) {
    try {
      DriverCall.run(command);
    } catch (SQLException e) {
      // The pool, or the server, notices that the connection is lost.
    }
  }

  private interface Operation<T> {
    T perform(Deadline until) throws Failed;
  }

  private interface Use<T> {
    T of(Connection connection) throws SQLException, Failed;
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
