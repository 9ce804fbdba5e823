package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * PostgreSQL. It tells its errors by SQLState alone. At whatever isolation it either sees what is
 * committed or fails with class 40, and is asked again.
 */
final class PostgreSql extends Dialect {
  /** Table; its type, or a constraint; any of them in the catalog's own tables. */
  private static final Set<String> CREATED_ALREADY = Set.of("42P07", "42710", "23505");

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
  boolean confirmsInOneStatement() {
    return true;
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

  @Override
  String exactIds() {
    return "C";
  }

  /** It never does, whatever it is told. */
  @Override
  boolean readsUncommitted(Connection connection) {
    return false;
  }

  @Override
  Isolation isolate(Connection connection) {
    return Isolation.AS_IT_WAS;
  }
}
