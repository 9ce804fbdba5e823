package io.chatrooms.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A prepared insert of the same row, with a connection for each caller. Its table has the columns,
 * the primary key and the two foreign keys of the store's memberships, and no other index of its
 * own. It asks nothing and refuses nothing.
 */
final class BareInsert implements Peer {
  /** MariaDB makes an index for the second foreign key too. */
  private static final String TABLE =
      """
      CREATE TABLE bare_membership (
        account_id %1$s NOT NULL,
        room_id %1$s NOT NULL,
        member_id %1$s NOT NULL,
        role VARCHAR(32) NOT NULL,
        invited_by VARCHAR(2048) NOT NULL,
        updated_at BIGINT NOT NULL,
        PRIMARY KEY (account_id, room_id, member_id),
        FOREIGN KEY (account_id, room_id) REFERENCES chatrooms_room (account_id, room_id),
        FOREIGN KEY (account_id, member_id) REFERENCES chatrooms_member (account_id, member_id)
      )""";

  private static final String INSERT =
      """
      INSERT INTO bare_membership (account_id, room_id, member_id, role, invited_by, updated_at)
        VALUES (?, ?, ?, ?, ?, ?)""";

  private final Database.Running database;

  /** Creates the table. The store's tables exist. */
  BareInsert(Database.Running database) throws SQLException {
    this.database = database;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE.formatted(database.database().typeOfIds()));
    }
  }

  @Override
  public String name() {
    return "bare insert";
  }

  @Override
  public Tables tables() {
    return new Tables("chatrooms_room", "bare_membership");
  }

  @Override
  public boolean keepsRules() {
    return false;
  }

  @Override
  public Adder adder() throws SQLException {
    Connection connection = database.connect();
    PreparedStatement insert = connection.prepareStatement(INSERT);
    return new Adder() {
      @Override
      public boolean add(String room, String member) throws SQLException {
        setId(insert, 1, Workload.ACCOUNT.value());
        setId(insert, 2, room);
        setId(insert, 3, member);
        insert.setString(4, "MEMBER");
        insert.setString(5, "administrator");
        insert.setLong(6, System.currentTimeMillis());
        return insert.executeUpdate() == 1;
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  /** The store keeps ids as bytes on H2. */
  private void setId(PreparedStatement insert, int index, String id) throws SQLException {
    if (database.database() == Database.H2) {
      insert.setBytes(index, id.getBytes(UTF_8));
    } else {
      insert.setString(index, id);
    }
  }
}
