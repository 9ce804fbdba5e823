package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What differs from database to database. Has no state. */
abstract class Dialect {
  /** MariaDB turns longer lists into joins, which lock in another order. */
  private static final int LONGEST_LIST = 512;

  /** The folder that contains its schema files. */
  abstract String folder();

  /** The clause that locks the rows read against changes, together with others who share. */
  abstract String share();

  /** The clause that locks the rows read for a change. */
  abstract String update();

  /** The clause that makes a read under locks see the newest rows, whatever the isolation. */
  abstract String current();

  /**
   * The condition, always true, that keeps the database from answering a query with the result of
   * an earlier one.
   */
  String fresh() {
    return "";
  }

  /** The clause that makes an insert do nothing if the key exists; empty if it fails instead. */
  abstract String ifAbsent();

  /**
   * A join with the one row, or none, that the condition finds by its key for each row before it.
   */
  String lookUp(String table, String alias, String condition) {
    return "LEFT JOIN %s %s ON %s".formatted(table, alias, condition);
  }

  /** True if a column of several rows is one parameter, an array ({@link #values}). */
  boolean hasArrays() {
    return false;
  }

  /** A table of so many rows of parameters. Its first column is n, which counts from 0. */
  String values(int rows, List<RowsSql.Column> columns) {
    return "(VALUES %s) AS v (n, %s)"
        .formatted(
            values(0, rows, columns),
            columns.stream().map(RowsSql.Column::name).collect(Collectors.joining(", ")));
  }

  /** The rows from the first on, as a list. */
  final String values(int first, int rows, List<RowsSql.Column> columns) {
    String cells =
        columns.stream().map(column -> cast(column.type())).collect(Collectors.joining(", "));
    return IntStream.range(first, rows)
        .mapToObj(n -> "(%s, %s)".formatted(Integer.toString(n), cells))
        .collect(Collectors.joining(", "));
  }

  /** A parameter of this type, where nothing else tells its type. */
  abstract String cast(RowsSql.Type type);

  /**
   * The rows of a table with so many ids: a FROM clause with all conditions, whose parameters are
   * the ids, which may repeat, and then the account. It finds them by the key.
   */
  String among(String table, String id, int rows) {
    return IntStream.iterate(0, from -> from < rows, from -> from + LONGEST_LIST)
        .mapToObj(from -> "t.%s IN (%s)".formatted(id, marks(Math.min(rows - from, LONGEST_LIST))))
        .collect(
            Collectors.joining(
                " OR ", "FROM %s t WHERE (".formatted(table), ") AND t.account_id = ?"));
  }

  private static String marks(int number) {
    return String.join(", ", Collections.nCopies(number, "?"));
  }

  /**
   * A statement that changes the rows of a table t whose keys are in a table q. Its parameters are
   * those of q, and then the account. It finds them by the key.
   *
   * @param keys the columns of the key after the account
   */
  abstract String updateEach(String table, String q, List<String> keys, String assignments);

  /** The same that deletes them. */
  abstract String deleteEach(String table, String q, List<String> keys);

  /**
   * Locks the rooms of a member, or the members of a room, by id. The parameters are the account
   * twice and the id of the member or the room.
   */
  String lockThoseIn(String table, String id, String of) {
    return """
    SELECT version FROM %1$s WHERE account_id = ? AND %2$s IN
      (SELECT %2$s FROM {membership} WHERE account_id = ? AND %3$s = ?)
    ORDER BY %2$s {update}"""
        .formatted(table, id, of);
  }

  /** The condition that the rows of t are those of q and of an account. */
  static String isEqual(List<String> keys) {
    return keys.stream()
        .map(key -> " AND t.%1$s = q.%1$s".formatted(key))
        .collect(Collectors.joining("", "t.account_id = ?", ""));
  }

  /** The end of an insert of members q of accounts o that leaves alone those that exist. */
  abstract String ifNoMember();

  /** The end of an insert of a row that counts, which leaves alone one that exists. */
  String ifNoCount(String table) {
    return "{ifAbsent}";
  }

  /** How changes of memberships are confirmed. */
  Confirmation confirmation(Transactions transactions, FactsReader facts) {
    return new LockingConfirmation(transactions, facts);
  }

  /** How several changes are confirmed together. */
  BatchConfirmation batchConfirmation(Transactions transactions, FactsReader facts) {
    return new LockingBatchConfirmation(transactions, facts);
  }

  /** True for the error of an insert whose key exists. */
  abstract boolean isDuplicate(SQLException e);

  /** True for the error of a statement that creates what another host has just created. */
  abstract boolean isCreatedAlready(SQLException e);

  /** Vendor codes for: no connection, connection lost, disk full, read-only. */
  abstract Set<Integer> unavailable();

  /** Vendor codes for: wrong user or password, no such database, no right to it. */
  Set<Integer> loginRejected() {
    return Set.of();
  }

  /**
   * Vendor codes for: gave way to another transaction, waited too long for a lock, met a table that
   * an administrator was changing.
   */
  abstract Set<Integer> contention();

  /** Vendor codes for errors of the database itself, which may be gone at the next attempt. */
  Set<Integer> internal() {
    return Set.of();
  }

  /** SQLStates for contention, beside those of the standard. */
  Set<String> contentionStates() {
    return Set.of();
  }

  /** True if the user has no right to execute the statement. */
  abstract boolean lacksRight(SQLException e);

  /** True if the server reports this vendor code only for a statement that changed nothing. */
  boolean isRejection(int vendorCode) {
    return false;
  }

  /** The collation or type that compares ids exactly and sorts them by code point. */
  abstract String exactIds();

  /**
   * Called before the first statement of a transaction. Each of its statements then sees what was
   * committed before that statement began.
   */
  abstract Isolation isolate(Connection connection) throws SQLException;

  /** Limits how long the database may take for the statement, its waits for locks included. */
  void limit(Statement statement, int seconds) throws SQLException {
    statement.setQueryTimeout(seconds);
  }

  /** True if only one transaction of a store may write at a time. */
  boolean hasOneWriter() {
    return false;
  }

  /** True if a column compares by its collation; otherwise its type says how. */
  boolean comparesByCollation() {
    return true;
  }

  /** The query that returns the text of its first parameter, and the length of its second. */
  String echo() {
    return "SELECT CAST(? AS VARCHAR(16)), CHAR_LENGTH(CAST(? AS VARCHAR(16)))";
  }

  /** The length of a text as the database counts it. */
  int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** How long the column of an id has to be. */
  int idSize() {
    return 128;
  }

  /** How long the column of a name or an e-mail address has to be. */
  int textSize() {
    return 2048;
  }

  /** What is wrong with the settings of the connection and the database; says what to do. */
  abstract List<String> wrongSettings(Connection connection) throws SQLException;

  /** What is wrong with a table that only this database has. */
  List<String> wrongTable(Connection connection, Schema.Place place, String name)
      throws SQLException {
    return List.of();
  }

  /** True if the driver calls a catalog what SQL calls a schema. */
  boolean schemasAreCatalogs(Connection connection) throws SQLException {
    return false;
  }

  /** True if a connection whose driver calls it auto-committing is in an XA transaction. */
  boolean isInXaTransaction(Connection connection) throws SQLException {
    return false;
  }

  /** True if a read may see what is rolled back later. */
  boolean readsUncommitted(Connection connection) throws SQLException {
    return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_UNCOMMITTED;
  }

  /** Makes acknowledged commits survive a kill of the process. */
  void makeDurable(Connection connection) throws SQLException {}

  void bindId(PreparedStatement statement, int index, @Nullable String id) throws SQLException {
    bindText(statement, index, id);
  }

  @Nullable String readId(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  static void bindText(PreparedStatement statement, int index, @Nullable String text)
      throws SQLException {
    if (text == null) {
      statement.setNull(index, Types.VARCHAR);
    } else {
      statement.setString(index, text);
    }
  }

  /** The isolation that a connection had before. */
  interface Isolation {
    /** Nothing was changed. */
    Isolation UNCHANGED = () -> {};

    void restore() throws SQLException;
  }
}
