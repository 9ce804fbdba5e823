package io.chatrooms.jdbc;

import java.sql.SQLException;

/** Inserts a row, or replaces it: no single statement does so on all databases. */
final class Saving {
  /** Serialization failure: makes own transactions repeat the work. */
  static final String OVERTAKEN = "40001";

  private Saving() {}

  /**
   * Checks the locks of a change that may be made. A row that did not exist when it was to be
   * locked, and exists when the facts are read, was inserted meanwhile and is not locked.
   *
   * @throws SQLException that makes own transactions repeat the work, if a row was not there
   */
  static void requireLocked(boolean locked) throws SQLException {
    if (!locked) {
      throw new SQLException("a row was inserted after its lock was missed", OVERTAKEN);
    }
  }

  /**
   * Each step is one statement and needs no other, so the last save wins, whole.
   *
   * @param update false if there is no row that it may replace
   * @param insert false if there is a row
   * @param check throws if the existing row may not be replaced
   */
  static void save(Transactions transactions, Step update, Step insert, Check check) {
    transactions.write(session -> save(session, update, insert, check));
  }

  /** The same as a part of a transaction; always true. */
  static boolean save(Session session, Step update, Step insert, Check check) throws SQLException {
    boolean saved = update.take(session) || insert.take(session) || update.take(session);
    if (!saved) {
      check.take(session);
      throw new SQLException("others inserted and deleted the row meanwhile", OVERTAKEN);
    }
    return true;
  }

  /** A statement; false if it wrote nothing. */
  interface Step {
    boolean take(Session session) throws SQLException;
  }

  /** Looks at the existing row. */
  interface Check {
    void take(Session session) throws SQLException;
  }
}
