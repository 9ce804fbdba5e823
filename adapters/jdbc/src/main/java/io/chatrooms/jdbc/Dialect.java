package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs from database to database. */
abstract class Dialect {
  /** The folder of its schema files. */
  abstract String folder();

  /** What locks a row that is read against any change, and lets others do the same. */
  abstract String share();

  /** What locks a row that is read for a change to come. */
  abstract String update();

  /** What makes a read under locks see what stands now, whatever the isolation. */
  abstract String current();

  /** What makes an insert do nothing where the key stands; empty if it fails instead. */
  abstract String ifAbsent();

  /** True if one statement can confirm an add, judging its conditions on locked rows. */
  abstract boolean confirmsInOneStatement();

  /** The error that an insert gives where the key stands. */
  abstract boolean isDuplicate(SQLException e);

  /** True if a table, or what is in it, was not created since another host had just done so. */
  abstract boolean isCreatedAlready(SQLException e);

  /** Vendor codes of: the connection went, or none is to be had; the disk is full; read-only. */
  abstract Set<Integer> unavailable();

  /** Vendor codes of: gave way to another transaction, or waited too long for it. */
  abstract Set<Integer> contention();

  /** The collation or type that compares ids exactly, and orders them by code point. */
  abstract String exactIds();

  /**
   * Before the first statement of a transaction of several: each sees what is committed by then.
   */
  abstract Isolation isolate(Connection connection) throws SQLException;

  /** True if what a connection calls a catalog is what SQL calls a schema. */
  boolean schemasAreCatalogs() {
    return false;
  }

  /** True if a read may tell of what is rolled back later. */
  boolean readsUncommitted(Connection connection) throws SQLException {
    return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_UNCOMMITTED;
  }

  /** What was told to be committed shall be so, should the process be killed. */
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

  /** How a connection was isolated before. */
  interface Isolation {
    /** It was as it has to be. */
    Isolation AS_IT_WAS = () -> {};

    void restore() throws SQLException;
  }
}
