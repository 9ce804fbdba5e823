package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** MariaDB with InnoDB tables. */
final class MariaDb extends Dialect {
  private static final int DUPLICATE_KEY = 1062;

  private static final int ERROR_ON_WRITE = 1026;
  private static final int ERROR_DURING_COMMIT = 1180;

  /** The statement took longer than max_statement_time. */
  private static final int STATEMENT_TIMEOUT = 1969;

  private static final String SETTINGS =
      """
      SELECT @@sql_mode AS mode,
        @@sql_select_limit = 18446744073709551615 AS whole_results,
        @@sql_big_selects AS big_selects,
        @@foreign_key_checks AS foreign_keys,
        @@check_constraint_checks AS checks,
        @@log_bin = 1 AND @@binlog_format = 'STATEMENT' AS logs_statements""";

  /** Duplicate key, table, index, foreign key. */
  private static final Set<Integer> CREATED_ALREADY = Set.of(DUPLICATE_KEY, 1050, 1061, 1826);

  /** Depends on the setting useCatalogTerm of the driver. */
  @Override
  boolean schemasAreCatalogs(Connection connection) throws SQLException {
    return connection.getSchema() == null;
  }

  /** With the character sets of the connection, which may not have all characters. */
  @Override
  String echo() {
    return "SELECT CAST(? AS CHAR(16)), CHAR_LENGTH(CAST(? AS CHAR(16)))";
  }

  @Override
  boolean isInXaTransaction(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT @@in_transaction")) {
      return found.next() && found.getBoolean(1);
    }
  }

  @Override
  List<String> wrongSettings(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(SETTINGS)) {
      found.next();
      List<String> wrong = new ArrayList<>();
      if (found.getString("mode").contains("EMPTY_STRING_IS_NULL")) {
        wrong.add("sql_mode has EMPTY_STRING_IS_NULL: remove it");
      }
      if (!found.getString("mode").contains("STRICT_TRANS_TABLES")) {
        wrong.add("sql_mode lacks STRICT_TRANS_TABLES: add it");
      }
      if (!found.getBoolean("whole_results")) {
        wrong.add("sql_select_limit cuts results off: set it to DEFAULT");
      }
      if (!found.getBoolean("big_selects")) {
        wrong.add("max_join_size rejects queries: set sql_big_selects to 1");
      }
      if (!found.getBoolean("foreign_keys")) {
        wrong.add("foreign_key_checks is off: set it to 1");
      }
      if (!found.getBoolean("checks")) {
        wrong.add("check_constraint_checks is off: set it to 1");
      }
      if (found.getBoolean("logs_statements")) {
        wrong.add("binlog_format is STATEMENT: set it to ROW or MIXED");
      }
      return wrong;
    }
  }

  @Override
  List<String> wrongTable(Connection connection, Schema.Place place, String name)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT engine FROM information_schema.tables"
                + " WHERE table_schema = ? AND table_name = ?")) {
      statement.setString(1, place.container());
      statement.setString(2, place.table());
      try (ResultSet found = statement.executeQuery()) {
        return !found.next() || "InnoDB".equalsIgnoreCase(found.getString(1))
            ? List.of()
            : List.of(
                "%s has the engine %s: alter it to InnoDB".formatted(name, found.getString(1)));
      }
    }
  }

  @Override
  String folder() {
    return "mariadb";
  }

  @Override
  String share() {
    return "LOCK IN SHARE MODE";
  }

  @Override
  String update() {
    return "FOR UPDATE";
  }

  /** At REPEATABLE READ, as a host's transaction may be, a plain read sees an old snapshot. */
  @Override
  String current() {
    return "LOCK IN SHARE MODE";
  }

  /** None: INSERT IGNORE hides other errors, too. */
  @Override
  String ifAbsent() {
    return "";
  }

  @Override
  String cast(RowsSql.Type type) {
    return switch (type) {
      case ID -> "CAST(? AS CHAR(128) CHARACTER SET utf8mb4) COLLATE utf8mb4_nopad_bin";
      case TEXT -> "CAST(? AS CHAR(2048) CHARACTER SET utf8mb4) COLLATE utf8mb4_nopad_bin";
      case NUMBER -> "CAST(? AS SIGNED)";
    };
  }

  /** The columns of VALUES have no names, and take those of the first part of a union. */
  @Override
  String values(int rows, List<RowsSql.Column> columns) {
    String first =
        columns.stream()
            .map(column -> "%s AS %s".formatted(cast(column.type()), column.name()))
            .collect(Collectors.joining(", "));
    return "(SELECT 0 AS n, %s%s) v"
        .formatted(first, rows == 1 ? "" : " UNION ALL VALUES " + values(1, rows, columns));
  }

  @Override
  String updateEach(String table, String q, List<String> keys, String assignments) {
    return "UPDATE %s STRAIGHT_JOIN %s t ON %s SET %s"
        .formatted(q, table, isEqual(keys), assignments);
  }

  @Override
  String deleteEach(String table, String q, List<String> keys) {
    return "DELETE t FROM %s STRAIGHT_JOIN %s t ON %s".formatted(q, table, isEqual(keys));
  }

  @Override
  String ifNoMember() {
    return ifNoCount("{member}");
  }

  /** An insert that fails shares the row. Two that do, and then lock it, deadlock. */
  @Override
  String ifNoCount(String table) {
    return "ON DUPLICATE KEY UPDATE room_count = %s.room_count".formatted(table);
  }

  @Override
  boolean isDuplicate(SQLException e) {
    return e.getErrorCode() == DUPLICATE_KEY;
  }

  @Override
  boolean isCreatedAlready(SQLException e) {
    return CREATED_ALREADY.contains(e.getErrorCode());
  }

  /**
   * Disk full, too many connections, host blocked, no memory, aborting, shutting down, node not
   * ready, table full, limits of a user, statement killed, lost or killed connections, read-only
   * (four codes).
   */
  @Override
  Set<Integer> unavailable() {
    return Set.of(
        1021,
        1040,
        1041,
        1047,
        1053,
        1114,
        1129,
        1152,
        1158,
        1159,
        1160,
        1161,
        1203,
        1226,
        1290,
        1317,
        1792,
        1836,
        1927,
        STATEMENT_TIMEOUT,
        2006,
        2013,
        3100,
        3101);
  }

  /** No right to the database, wrong password (two codes), no such database. */
  @Override
  Set<Integer> loginRejected() {
    return Set.of(1044, 1045, 1698, 1049);
  }

  /** Record changed since the snapshot, lock wait timeout, deadlock. */
  @Override
  Set<Integer> contention() {
    return Set.of(1020, 1205, 1213);
  }

  /**
   * Codes of the server; those of the connection begin with 2. An error while it writes, or during
   * a commit, leaves open what was written.
   */
  @Override
  boolean isRejection(int vendorCode) {
    return vendorCode >= 1000
        && vendorCode < 5000
        && vendorCode / 1000 != 2
        && vendorCode != ERROR_ON_WRITE
        && vendorCode != ERROR_DURING_COMMIT
        && (vendorCode == STATEMENT_TIMEOUT || !unavailable().contains(vendorCode));
  }

  @Override
  boolean lacksRight(SQLException e) {
    return e.getErrorCode() == 1142 || e.getErrorCode() == 1143;
  }

  @Override
  String exactIds() {
    return "utf8mb4_nopad_bin";
  }

  /** Applies to the next transaction only, so there is nothing to restore. */
  @Override
  Isolation isolate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }
    return Isolation.UNCHANGED;
  }
}
