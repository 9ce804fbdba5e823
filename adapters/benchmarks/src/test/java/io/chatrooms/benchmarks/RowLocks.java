package io.chatrooms.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The transaction that one writes by hand: it locks the rows of the room and of the member, counts,
 * inserts, and commits. It holds the limits of both.
 */
final class RowLocks implements Peer {
  private static final String ACCOUNT =
      "SELECT account_type FROM plain_account WHERE account_id = ?";
  private static final String ROOM =
      """
      SELECT membership_limit FROM plain_room WHERE account_id = ? AND room_id = ? FOR UPDATE""";
  private static final String MEMBER =
      """
      SELECT member_type FROM plain_member WHERE account_id = ? AND member_id = ? FOR UPDATE""";
  private static final String COUNTS =
      """
      SELECT
        (SELECT COUNT(*) FROM plain_membership WHERE account_id = ? AND room_id = ?),
        (SELECT COUNT(*) FROM plain_membership WHERE account_id = ? AND member_id = ?)""";
  private static final String INSERT =
      """
      INSERT INTO plain_membership (account_id, room_id, member_id, role, invited_by, updated_at)
        VALUES (?, ?, ?, ?, ?, ?)""";

  private final HikariDataSource pool;

  RowLocks(Database.Running database, int connections) {
    this.pool = database.poolForTransactions(connections);
  }

  @Override
  public String name() {
    return "JDBC, row locks";
  }

  @Override
  public Tables tables() {
    return PlainTables.NAMES;
  }

  @Override
  public Adder adder() {
    return this::add;
  }

  @Override
  public void close() {
    pool.close();
  }

  private boolean add(String room, String member) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      boolean added = false;
      try {
        added = add(connection, room, member);
      } finally {
        if (added) {
          connection.commit();
        } else {
          connection.rollback();
        }
      }
      return added;
    }
  }

  private static boolean add(Connection connection, String room, String member)
      throws SQLException {
    String account = Workload.ACCOUNT.value();
    try (PreparedStatement accounts = prepared(connection, ACCOUNT, account);
        PreparedStatement rooms = prepared(connection, ROOM, account, room);
        PreparedStatement members = prepared(connection, MEMBER, account, member);
        PreparedStatement counts = prepared(connection, COUNTS, account, room, account, member);
        PreparedStatement insert =
            prepared(connection, INSERT, account, room, member, "MEMBER", "administrator")) {
      if (!hasRow(accounts)) return false;
      int roomLimit;
      try (ResultSet row = rooms.executeQuery()) {
        if (!row.next()) return false;
        roomLimit = row.getInt(1);
      }
      if (!hasRow(members)) return false;
      try (ResultSet row = counts.executeQuery()) {
        row.next();
        if (row.getInt(1) >= roomLimit || row.getInt(2) >= Workload.MEMBERS) return false;
      }
      insert.setLong(6, System.currentTimeMillis());
      return insert(insert);
    }
  }

  /** The primary key refuses a member who is in the room. */
  private static boolean insert(PreparedStatement insert) throws SQLException {
    try {
      insert.executeUpdate();
      return true;
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("23")) return false;
      throw e;
    }
  }

  private static boolean hasRow(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next();
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, String... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
    return statement;
  }
}
