package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

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

  @Override
  Confirmation confirmation(Transactions transactions, FactsReader facts) {
    return new PostgreSqlConfirmation(transactions, facts);
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
