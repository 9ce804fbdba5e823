package io.chatrooms.jdbc;

import io.chatrooms.core.store.StoreBrokenException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The host began a transaction, and ends it: nothing is committed, rolled back or repeated. */
final class JoinedTransactions implements Transactions {
  private final Source source;
  private final Statements statements;

  /** On the connection that the source has for the transaction; it is closed after each use. */
  JoinedTransactions(Source source, Statements statements) {
    this.source = source;
    this.statements = statements;
  }

  /** Where the connection of the host's transaction comes from, and what it is to be given back. */
  interface Source {
    Connection take() throws SQLException;

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

  static Source connectionsOf(DataSource dataSource) {
    return new Source() {
      @Override
      public Connection take() throws SQLException {
        return OwnTransactions.connection(dataSource);
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
      try {
        if (writing && connection.getAutoCommit()) {
          throw new StoreBrokenException(
              "The store was built to join the host's transactions, and there is none",
              false,
              null);
        }
        return work.with(new Session(connection, statements));
      } finally {
        source.giveBack(connection);
      }
    } catch (SQLException e) {
      throw Failures.of(e, statements.dialect(), false);
    }
  }
}
