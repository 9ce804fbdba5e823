package io.chatrooms.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of an application that counts memberships when it needs to know how many there are.
 * Memberships have the keys and the index of the store's.
 */
final class PlainTables {
  static final Peer.Tables NAMES = new Peer.Tables("plain_room", "plain_membership");

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE plain_account (
            account_id VARCHAR(128) NOT NULL,
            account_type VARCHAR(32) NOT NULL,
            PRIMARY KEY (account_id)
          )""",
          """
          CREATE TABLE plain_room (
            account_id VARCHAR(128) NOT NULL,
            room_id VARCHAR(128) NOT NULL,
            name VARCHAR(2048) NOT NULL,
            membership_limit INTEGER NOT NULL,
            PRIMARY KEY (account_id, room_id)
          )""",
          """
          CREATE TABLE plain_member (
            account_id VARCHAR(128) NOT NULL,
            member_id VARCHAR(128) NOT NULL,
            member_type VARCHAR(32) NOT NULL,
            PRIMARY KEY (account_id, member_id)
          )""",
          """
          CREATE TABLE plain_membership (
            account_id VARCHAR(128) NOT NULL,
            room_id VARCHAR(128) NOT NULL,
            member_id VARCHAR(128) NOT NULL,
            role VARCHAR(32) NOT NULL,
            invited_by VARCHAR(2048) NOT NULL,
            updated_at BIGINT NOT NULL,
            PRIMARY KEY (account_id, room_id, member_id),
            FOREIGN KEY (account_id, room_id) REFERENCES plain_room (account_id, room_id),
            FOREIGN KEY (account_id, member_id) REFERENCES plain_member (account_id, member_id)
          )""",
          """
          CREATE INDEX plain_rooms_of_member_index
            ON plain_membership (account_id, member_id, room_id)""",
          """
          INSERT INTO plain_account SELECT account_id, account_type FROM chatrooms_account""",
          """
          INSERT INTO plain_room
            SELECT account_id, room_id, name, membership_limit FROM chatrooms_room""",
          """
          INSERT INTO plain_member
            SELECT account_id, member_id, member_type FROM chatrooms_member""");

  private PlainTables() {}

  /** Creates the tables with the accounts, rooms and members that the store has. */
  static void create(Database.Running database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : TABLES) {
        statement.execute(sql);
      }
      for (String table : List.of("plain_account", "plain_room", "plain_member")) {
        if (database.database() == Database.POSTGRESQL) {
          statement.execute("VACUUM ANALYZE " + table);
        }
      }
    }
  }
}
