package io.chatrooms.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H2, embedded or as a server. It sorts text by UTF-16 unit, so ids are UTF-8 bytes. */
final class H2 extends Dialect {
  private static final int DUPLICATE_KEY = 23505;

  /** Duplicate key, table, index, constraint; "object already exists" has a general code. */
  private static final Set<Integer> CREATED_ALREADY =
      Set.of(DUPLICATE_KEY, 42101, 42111, 90045, 50000);

  /**
   * H2 wakes whoever waits for the locks of a transaction before it marks the transaction as
   * committed. If another one changes the same rows and is on disk before the mark, and the process
   * is killed then, H2 rolls the first one back together with those rows: KillTest saw counts that
   * were off by one, in about 1 of 20 kills.
   */
  @Override
  boolean hasOneWriter() {
    return true;
  }

  @Override
  String folder() {
    return "h2";
  }

  /** H2 has one kind of row lock. */
  @Override
  String share() {
    return "FOR UPDATE";
  }

  @Override
  String update() {
    return "FOR UPDATE";
  }

  @Override
  String current() {
    return "";
  }

  /**
   * H2 keeps the last result of a prepared query, and returns it again until it marks a table as
   * changed. A commit is visible before that, for as long as it takes to write it to disk: a query
   * may then return what was replaced, after another one has returned what replaced it. H2 keeps no
   * result of a query with a condition that is not deterministic.
   */
  @Override
  String fresh() {
    return "AND RAND() >= 0";
  }

  @Override
  String ifAbsent() {
    return "";
  }

  @Override
  String cast(RowsSql.Type type) {
    return switch (type) {
      case ID -> "CAST(? AS VARBINARY(512))";
      case TEXT -> "CAST(? AS VARCHAR)";
      case NUMBER -> "CAST(? AS BIGINT)";
    };
  }

  /** With a list, H2 reads all rows of the account. */
  @Override
  String among(String table, String id, int rows) {
    return "FROM %s JOIN %s t ON t.account_id = ? AND t.%3$s = v.%3$s"
        .formatted(values(rows, List.of(new RowsSql.Column(id, RowsSql.Type.ID))), table, id);
  }

  @Override
  String updateEach(String table, String q, List<String> keys, String assignments) {
    return "MERGE INTO %s t USING %s ON %s WHEN MATCHED THEN UPDATE SET %s"
        .formatted(table, q, isEqual(keys), assignments);
  }

  /** With IN, H2 reads all rows of the account. An outer join would lock nothing. */
  @Override
  String lockThoseIn(String table, String id, String of) {
    return """
    SELECT t.version FROM {membership} s JOIN %1$s t ON t.account_id = ? AND t.%2$s = s.%2$s
    WHERE s.account_id = ? AND s.%3$s = ? ORDER BY s.%2$s {update}"""
        .formatted(table, id, of);
  }

  @Override
  String deleteEach(String table, String q, List<String> keys) {
    return "MERGE INTO %s t USING %s ON %s WHEN MATCHED THEN DELETE"
        .formatted(table, q, isEqual(keys));
  }

  @Override
  String ifNoMember() {
    return """
    AND NOT EXISTS (
      SELECT 1 FROM {member} m WHERE m.account_id = o.account_id AND m.member_id = q.member_id)""";
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
   * In use by another process, connection broken, closing, closed, I/O error (two codes), read-only
   * database, exclusive mode, out of memory.
   */
  @Override
  Set<Integer> unavailable() {
    return Set.of(90007, 90020, 90028, 90031, 90067, 90097, 90098, 90108, 90121, 90135);
  }

  /** Wrong user or password, no such database (two codes), wrong URL or setting of it (three). */
  @Override
  Set<Integer> loginRejected() {
    return Set.of(28000, 90013, 90146, 90046, 90088, 90113);
  }

  /**
   * Lock timeout, deadlock, concurrent update; table not found (two), while a table is changed: H2
   * copies it and renames the copy.
   */
  @Override
  Set<Integer> contention() {
    return Set.of(50200, 40001, 90131, 42102, 42103);
  }

  /** A general error: what H2 runs into, for example, while an index is created. */
  @Override
  Set<Integer> internal() {
    return Set.of(50000);
  }

  /** An exception in a trigger. */
  @Override
  boolean isRejection(int vendorCode) {
    return vendorCode == 90044;
  }

  @Override
  boolean lacksRight(SQLException e) {
    return e.getErrorCode() == 90096;
  }

  @Override
  String exactIds() {
    return "BINARY VARYING";
  }

  @Override
  boolean comparesByCollation() {
    return false;
  }

  /** In UTF-16 units. */
  @Override
  int length(String text) {
    return text.length();
  }

  /** In bytes. */
  @Override
  int idSize() {
    return 512;
  }

  @Override
  int textSize() {
    return 4096;
  }

  /**
   * By default H2 closes the file of a database when a thread that uses it is interrupted, and
   * loses acknowledged commits. A server's threads are not interrupted by its clients.
   */
  @Override
  List<String> wrongSettings(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT DATABASE_PATH()")) {
      found.next();
      String path = found.getString(1);
      String url = connection.getMetaData().getURL();
      boolean embedded = !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
      return path != null && embedded && !path.contains("async:")
          ? List.of(
              "H2 loses commits when a thread is interrupted: begin the path in the URL with async:,"
                  + " as in jdbc:h2:async:./chatrooms")
          : List.of();
    }
  }

  /**
   * Nothing: the time-out of a statement would stay with the connection, and does not end a wait
   * for a lock, which LOCK_TIMEOUT does.
   */
  @Override
  void limit(Statement statement, int seconds) {}

  @Override
  Isolation isolate(Connection connection) throws SQLException {
    int before = connection.getTransactionIsolation();
    if (before == Connection.TRANSACTION_READ_COMMITTED) {
      return Isolation.UNCHANGED;
    }
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    return () -> connection.setTransactionIsolation(before);
  }

  @Override
  void makeDurable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET WRITE_DELAY 0");
    }
  }

  @Override
  void bindId(PreparedStatement statement, int index, @Nullable String id) throws SQLException {
    if (id == null) {
      statement.setNull(index, Types.VARBINARY);
    } else {
      statement.setBytes(index, id.getBytes(UTF_8));
    }
  }

  @Override
  @Nullable String readId(ResultSet row, String column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? null : new String(bytes, UTF_8);
  }
}
