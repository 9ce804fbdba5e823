package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection for the length of one operation. */
final class Session {
  private final Connection connection;
  private final Statements statements;

  Session(Connection connection, Statements statements) {
    this.connection = connection;
    this.statements = statements;
  }

  /** What the session works on, for a store that takes part in it. */
  Connection connection() {
    return connection;
  }

  /** Reads what the statement finds; it finds one row at most. */
  <T> Optional<T> one(Sql sql, Binding binding, Reading<T> reading) throws SQLException {
    List<T> found = all(sql, binding, reading);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  /** Reads all that the statement finds. */
  <T> List<T> all(Sql sql, Binding binding, Reading<T> reading) throws SQLException {
    try (PreparedStatement statement = prepared(sql, binding);
        ResultSet found = statement.executeQuery()) {
      Row row = new Row(found, statements.dialect());
      List<T> all = new ArrayList<>();
      while (found.next()) {
        all.add(read(reading, row));
      }
      return all;
    }
  }

  private static <T> T read(Reading<T> reading, Row row) throws SQLException {
    try {
      return reading.read(row);
    } catch (RuntimeException e) {
      throw new SQLException("what stands in the tables is nothing that the domain knows", e);
    }
  }

  /** True if the statement finds anything; what it finds is locked, if the statement says so. */
  boolean finds(Sql sql, Binding binding) throws SQLException {
    return !all(sql, binding, row -> true).isEmpty();
  }

  /** How many rows the statement wrote. */
  int write(Sql sql, Binding binding) throws SQLException {
    try (PreparedStatement statement = prepared(sql, binding)) {
      return statement.executeUpdate();
    }
  }

  /** False if the key stands already. */
  boolean insert(Sql sql, Binding binding) throws SQLException {
    try {
      return write(sql, binding) > 0;
    } catch (SQLException e) {
      if (statements.dialect().isDuplicate(e)) {
        return false;
      }
      throw e;
    }
  }

  private PreparedStatement prepared(Sql sql, Binding binding) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(statements.text(sql));
    try {
      binding.bind(new Parameters(statement, statements.dialect()));
      return statement;
    } catch (SQLException | RuntimeException e) {
      try {
        statement.close();
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /** Fills a statement in. */
  interface Binding {
    void bind(Parameters parameters) throws SQLException;
  }

  /** Makes something of a row. */
  interface Reading<T> {
    T read(Row row) throws SQLException;
  }

  /** The parameters of a statement, one after the other. */
  static final class Parameters {
    private final PreparedStatement statement;
    private final Dialect dialect;
    private int last;

    private Parameters(PreparedStatement statement, Dialect dialect) {
      this.statement = statement;
      this.dialect = dialect;
    }

    Parameters id(@Nullable String id) throws SQLException {
      dialect.bindId(statement, ++last, id);
      return this;
    }

    Parameters text(String text) throws SQLException {
      Dialect.bindText(statement, ++last, text);
      return this;
    }

    Parameters name(Enum<?> constant) throws SQLException {
      return text(constant.name());
    }

    Parameters number(long number) throws SQLException {
      statement.setLong(++last, number);
      return this;
    }

    Parameters time(Instant time) throws SQLException {
      return number(time.toEpochMilli());
    }
  }

  /** The row at hand. */
  static final class Row {
    private final ResultSet found;
    private final Dialect dialect;

    private Row(ResultSet found, Dialect dialect) {
      this.found = found;
      this.dialect = dialect;
    }

    boolean has(String column) throws SQLException {
      return found.getObject(column) != null;
    }

    String id(String column) throws SQLException {
      return present(dialect.readId(found, column), column);
    }

    String text(String column) throws SQLException {
      return present(found.getString(column), column);
    }

    <E extends Enum<E>> E name(String column, Class<E> type) throws SQLException {
      return Enum.valueOf(type, text(column));
    }

    /** Zero where there is nothing. */
    int count(String column) throws SQLException {
      return found.getInt(column);
    }

    @Nullable Long version(String column) throws SQLException {
      long version = found.getLong(column);
      return found.wasNull() ? null : version;
    }

    Instant time(String column) throws SQLException {
      return Instant.ofEpochMilli(found.getLong(column));
    }

    private static String present(@Nullable String text, String column) throws SQLException {
      if (text == null) {
        throw new SQLException("nothing stands in column " + column);
      }
      return text;
    }
  }
}
