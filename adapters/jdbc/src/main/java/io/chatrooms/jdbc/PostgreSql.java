package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * PostgreSQL. Its errors have a SQLState and no vendor code. At every isolation a statement that
 * locks or writes either sees the newest rows or fails with class 40, which is repeated.
 */
final class PostgreSql extends Dialect {
  /** Duplicate table, duplicate object, and either of them as a duplicate key in the catalog. */
  private static final Set<String> CREATED_ALREADY = Set.of("42P07", "42710", "23505");

  /** Object not in prerequisite state. */
  private static final String WRONG_STATE = "55000";

  @Override
  String folder() {
    return "postgresql";
  }

  @Override
  String share() {
    return "FOR SHARE";
  }

  @Override
  String update() {
    return "FOR NO KEY UPDATE";
  }

  @Override
  String current() {
    return "";
  }

  @Override
  String ifAbsent() {
    return "ON CONFLICT DO NOTHING";
  }

  /**
   * A plain join may read all rows of the account instead, where statistics are missing or are
   * those of smaller accounts.
   */
  @Override
  String lookUp(String table, String alias, String condition) {
    return "LEFT JOIN LATERAL (SELECT * FROM %1$s %2$s WHERE %3$s LIMIT 1) %2$s ON TRUE"
        .formatted(table, alias, condition);
  }

  @Override
  boolean hasArrays() {
    return true;
  }

  /**
   * One text for any number of rows, which the server plans a few times and not for each number.
   */
  @Override
  String values(int rows, List<RowsSql.Column> columns) {
    String names = columns.stream().map(RowsSql.Column::name).collect(Collectors.joining(", "));
    return "(SELECT o - 1 AS n, %1$s FROM unnest(%2$s) WITH ORDINALITY AS u (%1$s, o)) AS v"
        .formatted(
            names,
            columns.stream()
                .map(column -> "CAST(? AS %s[])".formatted(nameOf(column.type())))
                .collect(Collectors.joining(", ")));
  }

  @Override
  String cast(RowsSql.Type type) {
    return "CAST(? AS %s)".formatted(nameOf(type));
  }

  private static String nameOf(RowsSql.Type type) {
    return switch (type) {
      case ID, TEXT -> "VARCHAR";
      case NUMBER -> "BIGINT";
    };
  }

  @Override
  String updateEach(String table, String q, List<String> keys, String assignments) {
    return "%s UPDATE %s t SET %s FROM q WHERE %s"
        .formatted(once(q), table, assignments, isAmong(keys));
  }

  @Override
  String deleteEach(String table, String q, List<String> keys) {
    return "%s DELETE FROM %s t USING q WHERE %s".formatted(once(q), table, isAmong(keys));
  }

  private static String once(String q) {
    return "WITH q AS MATERIALIZED (SELECT * FROM %s)".formatted(q);
  }

  /** The lists say once more what the join says, so that it finds the rows by the key. */
  private static String isAmong(List<String> keys) {
    return keys.stream()
        .map(key -> " AND t.%1$s = ANY (ARRAY(SELECT %1$s FROM q))".formatted(key))
        .collect(Collectors.joining("", isEqual(keys), ""));
  }

  @Override
  String ifNoMember() {
    return "ON CONFLICT DO NOTHING";
  }

  @Override
  Confirmation confirmation(Transactions transactions, FactsReader facts) {
    return new PostgreSqlConfirmation(transactions, facts);
  }

  @Override
  BatchConfirmation batchConfirmation(Transactions transactions, FactsReader facts) {
    LockingBatchConfirmation locking = new LockingBatchConfirmation(transactions, facts);
    return facts.hasMembersElsewhere()
        ? locking
        : new PostgreSqlBatchConfirmation(transactions, locking);
  }

  @Override
  boolean isDuplicate(SQLException e) {
    return false;
  }

  @Override
  boolean isCreatedAlready(SQLException e) {
    return e.getSQLState() != null && CREATED_ALREADY.contains(e.getSQLState());
  }

  @Override
  Set<Integer> unavailable() {
    return Set.of();
  }

  @Override
  Set<Integer> contention() {
    return Set.of();
  }

  /** "Cached plan must not change result type": the table of a prepared statement was changed. */
  @Override
  Set<String> contentionStates() {
    return Set.of("0A000");
  }

  /** The driver refuses savepoints there. */
  @Override
  boolean isInXaTransaction(Connection connection) throws SQLException {
    try {
      connection.releaseSavepoint(connection.setSavepoint());
      return false;
    } catch (SQLException e) {
      return WRONG_STATE.equals(e.getSQLState());
    }
  }

  @Override
  boolean lacksRight(SQLException e) {
    return "42501".equals(e.getSQLState());
  }

  @Override
  String exactIds() {
    return "C";
  }

  /** PostgreSQL treats READ UNCOMMITTED as READ COMMITTED. */
  @Override
  boolean readsUncommitted(Connection connection) {
    return false;
  }

  @Override
  List<String> wrongSettings(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SHOW server_encoding")) {
      found.next();
      String encoding = found.getString(1);
      return "UTF8".equals(encoding)
          ? List.of()
          : List.of(
              "the encoding of the database is %s: create it with ENCODING 'UTF8'"
                  .formatted(encoding));
    }
  }

  @Override
  Isolation isolate(Connection connection) {
    return Isolation.UNCHANGED;
  }
}
