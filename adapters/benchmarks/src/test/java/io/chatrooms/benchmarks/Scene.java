package io.chatrooms.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.batching.BatchingStore;
import io.chatrooms.benchmarks.hibernate.HibernatePeer;
import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.jdbc.JdbcStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A database with rooms and members, all peers on it, and the checks of what they wrote. */
final class Scene implements AutoCloseable {
  /** The connections of each peer but the bare insert, which has one for each caller. */
  static final int CONNECTIONS = 16;

  static final String STORE = "store";
  static final String BATCHING = "batching store";

  private final Database.Running database;
  private final HikariDataSource pool;
  private final HikariDataSource poolOfHibernate;
  private final JdbcStore store;
  private final List<Peer> peers;

  Scene(Database.Running database) throws SQLException {
    this.database = database;
    this.pool = database.pool(CONNECTIONS);
    this.poolOfHibernate = database.poolForTransactions(CONNECTIONS);
    this.store = JdbcStore.builder(pool).memberRoomLimit(Workload.MEMBERS).createTables().build();
    fill();
    PlainTables.create(database);
    this.peers =
        List.of(
            new BareInsert(database),
            new RowLocks(database, CONNECTIONS),
            new HibernatePeer(poolOfHibernate, PlainTables.NAMES, Workload.ACCOUNT.value()),
            new StorePeer(STORE, store),
            new StorePeer(BATCHING, BatchingStore.around(store).build()));
  }

  /** In the order in which they are measured. The bare insert is the first. */
  List<Peer> peers() {
    return peers;
  }

  /** In one transaction, which is not measured. */
  private void fill() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      Store joined = store.joining(connection);
      joined
          .accounts()
          .save(
              Account.builder()
                  .accountId(Workload.ACCOUNT)
                  .type(AccountType.ENTERPRISE_LWA)
                  .build());
      for (int i = 0; i < Workload.ROOMS; i++) {
        joined.rooms().save(room(Workload.room(i), Workload.MEMBERS));
      }
      for (int i = 0; i < Workload.HOT_ROOMS; i++) {
        joined.rooms().save(room(Workload.hotRoom(i), Workload.MEMBERS));
      }
      joined.rooms().save(room(Workload.SMALL_ROOM, Workload.SEATS));
      for (int i = 0; i < Workload.MEMBERS; i++) {
        joined
            .members()
            .save(
                Member.builder()
                    .accountId(Workload.ACCOUNT)
                    .memberId(new MemberId(Workload.member(i)))
                    .type(MemberType.USER)
                    .build());
      }
      connection.commit();
    }
  }

  private static Room room(String roomId, int limit) {
    return Room.builder()
        .accountId(Workload.ACCOUNT)
        .roomId(new RoomId(roomId))
        .name("")
        .createdBy("administrator")
        .createdAt(Instant.EPOCH)
        .membershipLimit(limit)
        .build();
  }

  /** Removes all memberships, so that every measurement begins with the same data. */
  void empty() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (Peer peer : peers) {
        statement.execute("TRUNCATE TABLE " + peer.tables().memberships());
      }
      statement.execute(
          "UPDATE chatrooms_room SET membership_count = 0 WHERE membership_count > 0");
      statement.execute("UPDATE chatrooms_member SET room_count = 0 WHERE room_count > 0");
      for (String sql : database.database().tidying()) {
        statement.execute(sql);
      }
    }
  }

  /**
   * Requires that the rows are those that were acknowledged, that no room is over its limit, and
   * that the counts of the store are right.
   */
  void check(Peer peer, int acknowledged) throws SQLException {
    Peer.Tables tables = peer.tables();
    require(peer, "rows", acknowledged, number("SELECT COUNT(*) FROM " + tables.memberships()));
    require(
        peer,
        "rooms over their limits",
        0,
        number(
            """
            SELECT COUNT(*) FROM (
              SELECT m.room_id FROM %2$s m
                JOIN %1$s r ON r.account_id = m.account_id AND r.room_id = m.room_id
                GROUP BY m.room_id, r.membership_limit
                HAVING COUNT(*) > r.membership_limit) over_limit"""
                .formatted(tables.rooms(), tables.memberships())));
    require(peer, "wrong counts", 0, store.verify().size());
  }

  /** Lets callers ask at once for more seats than a room has, and for each member twice. */
  void race(Peer peer) throws Exception {
    int callers = CONNECTIONS;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        // Neighbours ask for the same members.
        int first = i / 2 * Workload.SEATS / 4;
        all.add(threads.submit(() -> addInSmallRoom(peer, first)));
      }
      int added = 0;
      for (Future<Integer> one : all) {
        added += one.get();
      }
      require(peer, "members in the room of " + Workload.SEATS, Workload.SEATS, added);
      check(peer, added);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int addInSmallRoom(Peer peer, int first) throws Exception {
    try (Peer.Adder adder = peer.adder()) {
      int added = 0;
      for (int member = first; member < first + Workload.SEATS; member++) {
        added += adder.add(Workload.SMALL_ROOM, Workload.member(member)) ? 1 : 0;
      }
      return added;
    }
  }

  private int number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private void require(Peer peer, String what, int expected, int found) {
    if (found != expected) {
      throw new IllegalStateException(
          "%s, %s: %d %s instead of %d"
              .formatted(database.database(), peer.name(), found, what, expected));
    }
  }

  @Override
  public void close() {
    for (Peer peer : peers) {
      peer.close();
    }
    poolOfHibernate.close();
    pool.close();
  }
}
