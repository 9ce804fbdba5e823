package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** MariaDB with InnoDB tables. */
final class MariaDb extends Dialect {
  private static final int DUPLICATE_KEY = 1062;

  /** Duplicate key, table, index, foreign key. */
  private static final Set<Integer> CREATED_ALREADY = Set.of(DUPLICATE_KEY, 1050, 1061, 1826);

  @Override
  boolean schemasAreCatalogs() {
    return true;
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
  boolean isDuplicate(SQLException e) {
    return e.getErrorCode() == DUPLICATE_KEY;
  }

  @Override
  boolean isCreatedAlready(SQLException e) {
    return CREATED_ALREADY.contains(e.getErrorCode());
  }

  /**
   * Disk full, too many connections, host blocked, no memory, aborting, shutting down, node not
   * ready, table full, limits of a user, lost or killed connections, read-only (four codes).
   */
  @Override
  Set<Integer> unavailable() {
    return Set.of(
        1021, 1040, 1041, 1047, 1053, 1114, 1129, 1152, 1158, 1159, 1160, 1161, 1203, 1226, 1290,
        1792, 1836, 1927, 1969, 2006, 2013, 3100, 3101);
  }

  /** Record changed since the snapshot, lock wait timeout, deadlock. */
  @Override
  Set<Integer> contention() {
    return Set.of(1020, 1205, 1213);
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
