package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection for the length of one operation. */
final class Session {
  private final Connection connection;
  private final Statements statements;
  private final Deadline deadline;

  /** A session that gives up at the deadline. */
  Session(Connection connection, Statements statements, Deadline deadline) {
    this.connection = connection;
    this.statements = statements;
    this.deadline = deadline;
  }

  /** Reads the row that the statement finds; it finds one at most. */
  <T> Optional<T> one(Statements.Template sql, Binding binding, Reading<T> reading)
      throws SQLException {
    List<T> found = all(sql, binding, reading);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  /** Reads all rows that the statement finds. */
  <T> List<T> all(Statements.Template sql, Binding binding, Reading<T> reading)
      throws SQLException {
    return DriverCall.of(
        () -> {
          try (PreparedStatement statement = prepared(sql, binding);
              ResultSet found = statement.executeQuery()) {
            Row row = new Row(found, statements.dialect());
            List<T> all = new ArrayList<>();
            while (found.next()) {
              all.add(read(reading, row, statements.text(sql)));
            }
            return all;
          }
        });
  }

  private static <T> T read(Reading<T> reading, Row row, String statement) throws SQLException {
    try {
      return reading.read(row);
    } catch (RuntimeException e) { // Its message may quote the value.
      throw new UnreadableRowException(
          row.last,
          "has a value that is not allowed (%s)".formatted(e.getClass().getName()),
          statement);
    } catch (Row.NullException e) {
      throw new UnreadableRowException(row.last, "is NULL", statement);
    }
  }

  /** True if the statement finds a row. If it locks, all rows that it finds are locked. */
  boolean finds(Statements.Template sql, Binding binding) throws SQLException {
    return !all(sql, binding, row -> true).isEmpty();
  }

  /** True if reads under locks lock the rows that they find. */
  boolean locksWhatItReads() {
    return !statements.dialect().current().isEmpty();
  }

  /** How many rows the statement wrote. */
  int write(Statements.Template sql, Binding binding) throws SQLException {
    return DriverCall.of(
        () -> {
          try (PreparedStatement statement = prepared(sql, binding)) {
            return statement.executeUpdate();
          }
        });
  }

  /** How many rows the second of two statements wrote, of which the first is a query. */
  int writeSecond(Statements.Template sql, Binding binding) throws SQLException {
    return DriverCall.of(
        () -> {
          try (PreparedStatement statement = prepared(sql, binding)) {
            statement.execute();
            statement.getMoreResults();
            return statement.getUpdateCount();
          }
        });
  }

  /** False if a row with the key exists. */
  boolean insert(Statements.Template sql, Binding binding) throws SQLException {
    try {
      return write(sql, binding) > 0;
    } catch (SQLException e) {
      if (statements.dialect().isDuplicate(e)) {
        return false;
      }
      throw e;
    }
  }

  private PreparedStatement prepared(Statements.Template sql, Binding binding) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(statements.text(sql));
    try {
      deadline.limit(statement, statements.dialect());
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

  /** Sets the parameters of a statement, or some of them. */
  interface Binding {
    void bind(Parameters parameters) throws SQLException;
  }

  /** Makes a value of a row. */
  interface Reading<T> {
    T read(Row row) throws SQLException;
  }

  /** Takes values one after the other. */
  interface Values {
    Values id(@Nullable String id) throws SQLException;

    Values text(@Nullable String text) throws SQLException;

    Values number(long number) throws SQLException;

    default Values name(Enum<?> constant) throws SQLException {
      return text(constant.name());
    }

    default Values time(Instant time) throws SQLException {
      return number(time.toEpochMilli());
    }
  }

  /** The parameters of a statement, in their order. */
  static final class Parameters implements Values {
    private final PreparedStatement statement;
    private final Dialect dialect;
    private int last;

    private Parameters(PreparedStatement statement, Dialect dialect) {
      this.statement = statement;
      this.dialect = dialect;
    }

    @Override
    public Parameters id(@Nullable String id) throws SQLException {
      dialect.bindId(statement, ++last, id);
      return this;
    }

    @Override
    public Parameters text(@Nullable String text) throws SQLException {
      Dialect.bindText(statement, ++last, text);
      return this;
    }

    @Override
    public Parameters name(Enum<?> constant) throws SQLException {
      return text(constant.name());
    }

    @Override
    public Parameters number(long number) throws SQLException {
      statement.setLong(++last, number);
      return this;
    }

    Parameters texts(List<String> texts) throws SQLException {
      return array(RowsSql.Type.TEXT, texts);
    }

    <T> Parameters numbers(Collection<T> of, Function<T, @Nullable Long> number)
        throws SQLException {
      return array(RowsSql.Type.NUMBER, of.stream().map(number).toList());
    }

    Parameters array(RowsSql.Type type, List<? extends @Nullable Object> values)
        throws SQLException {
      String name = type == RowsSql.Type.NUMBER ? "bigint" : "varchar";
      statement.setArray(++last, statement.getConnection().createArrayOf(name, values.toArray()));
      return this;
    }

    /** True if a column of several rows is one parameter. */
    boolean areColumns() {
      return dialect.hasArrays();
    }

    /** Null equals no version. */
    Parameters version(@Nullable Long version) throws SQLException {
      if (version == null) {
        statement.setNull(++last, Types.BIGINT);
        return this;
      }
      return number(version);
    }

    @Override
    public Parameters time(Instant time) throws SQLException {
      return number(time.toEpochMilli());
    }
  }

  /** The current row of a result. */
  static final class Row {
    private final ResultSet found;
    private final Dialect dialect;
    private String last = "";

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

    /** 0 where the column is null. */
    int count(String column) throws SQLException {
      last = column;
      return found.getInt(column);
    }

    @Nullable Long version(String column) throws SQLException {
      last = column;
      long version = found.getLong(column);
      return found.wasNull() ? null : version;
    }

    Instant time(String column) throws SQLException {
      last = column;
      return Instant.ofEpochMilli(found.getLong(column));
    }

    private String present(@Nullable String text, String column) throws NullException {
      last = column;
      if (text == null) {
        throw new NullException();
      }
      return text;
    }

    /** The last column is null. */
    private static final class NullException extends SQLException {
      private static final long serialVersionUID = 1L;
    }
  }
}
