package io.chatrooms.jdbc;

import io.chatrooms.core.store.StoreBrokenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;

/**
 * The host began a transaction, and ends it: nothing is committed or repeated, and nothing rolled
 * back but an operation that failed half-way.
 */
final class JoinedTransactions implements Transactions {
  private final Source source;
  private final Statements statements;

  /** On the connection that the source has for the transaction; it gets it back after each use. */
  JoinedTransactions(Source source, Statements statements) {
    this.source = source;
    this.statements = statements;
  }

  /** Where the connection of the host's transaction comes from, and how it is given back. */
  interface Source {
    Connection take();

    void giveBack(Connection connection) throws SQLException;
  }

  static Source theOne(Connection connection) {
    return new Source() {
      @Override
      public Connection take() {
        return connection;
      }

      @Override
      public void giveBack(Connection given) {}
    };
  }

  static Source connectionsOf(DataSource dataSource, Dialect dialect) {
    return new Source() {
      @Override
      public Connection take() {
        return OwnTransactions.connection(dataSource, dialect);
      }

      @Override
      public void giveBack(Connection connection) throws SQLException {
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

  @Override
  public boolean isTheHosts() {
    return true;
  }

  private <T> T run(Work<T> work, boolean writing) {
    try {
      Connection connection = source.take();
      T result;
      try {
        result =
            writing ? wholeOrNot(connection, work) : work.with(new Session(connection, statements));
      } catch (SQLException | RuntimeException e) {
        giveBack(connection);
        throw e;
      }
      giveBack(connection);
      return result;
    } catch (SQLException e) {
      throw Failures.of(e, statements.dialect(), false);
    }
  }

  /** Half of the work shall not stay behind, should the host commit in spite of a failure. */
  private <T> T wholeOrNot(Connection connection, Work<T> work) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new StoreBrokenException(
          "There is no transaction to join: the connection is in auto-commit mode", false, null);
    }
    Savepoint before = connection.setSavepoint();
    T result;
    try {
      result = work.with(new Session(connection, statements));
    } catch (SQLException | RuntimeException e) {
      try {
        connection.rollback(before);
      } catch (SQLException gone) {
        e.addSuppressed(gone); // with the whole transaction
      }
      throw e;
    }
    connection.releaseSavepoint(before);
    return result;
  }

  /** What was done stands in the host's transaction, whatever becomes of the connection. */
  private void giveBack(Connection connection) {
    try {
      source.giveBack(connection);
    } catch (SQLException e) {
      // The host finds out when it ends its transaction.
    }
  }
}
