package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs from database to database. Has no state. */
abstract class Dialect {
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

  /** How changes of memberships are confirmed. */
  Confirmation confirmation(Transactions transactions, FactsReader facts) {
    return new LockingConfirmation(transactions, facts);
  }

  /** True for the error of an insert whose key exists. */
  abstract boolean isDuplicate(SQLException e);

  /** True for the error of a statement that creates what another host has just created. */
  abstract boolean isCreatedAlready(SQLException e);

  /** Vendor codes for: no connection, connection lost, disk full, read-only. */
  abstract Set<Integer> unavailable();

  /** Vendor codes for: gave way to another transaction, or waited too long for a lock. */
  abstract Set<Integer> contention();

  /** The collation or type that compares ids exactly and sorts them by code point. */
  abstract String exactIds();

  /**
   * Called before the first statement of a transaction. Each of its statements then sees what was
   * committed before that statement began.
   */
  abstract Isolation isolate(Connection connection) throws SQLException;

  /** True if only one transaction of a store may write at a time. */
  boolean hasOneWriter() {
    return false;
  }

  /** True if the driver calls a catalog what SQL calls a schema. */
  boolean schemasAreCatalogs() {
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
