package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.jdbc.WrongCount.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Rows that were changed by hand, and counts that are set right while the store is in use. */
class CountsTest {
  private final Scene scene = new Scene("counts");
  private final String prefix = Databases.freshPrefix();

  private JdbcStore store(HikariDataSource pool) {
    JdbcStore store = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
    scene.putInto(store, 3, 30);
    return store;
  }

  private void run(HikariDataSource pool, String... sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each.replace("{p}", prefix));
      }
    }
  }

  @OnEveryDatabase
  void wrongCountsAreFoundAndSet(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = store(pool);
      assertThat(scene.add(store, 0, 0, Role.ADMINISTRATOR)).isInstanceOf(Created.class);
      assertThat(scene.add(store, 0, 1, Role.MEMBER)).isInstanceOf(Created.class);
      assertThat(scene.add(store, 1, 0, Role.MEMBER)).isInstanceOf(Created.class);
      assertThat(store.verify()).isEmpty();
      assertThat(store.repair()).isEmpty();
      run(pool, "DELETE FROM {p}room_membership WHERE role = 'ADMINISTRATOR'");
      run(pool, "UPDATE {p}account_rooms SET room_count = 7");

      List<WrongCount> wrong = store.verify();

      assertThat(wrong)
          .containsExactly(
              new WrongCount(Kind.MEMBERSHIPS_OF_ROOM, scene.account, "room 0", 2, 1),
              new WrongCount(Kind.ADMINISTRATORS_OF_ROOM, scene.account, "room 0", 1, 0),
              new WrongCount(Kind.ROOMS_OF_MEMBER, scene.account, "member 0", 2, 1),
              new WrongCount(Kind.ROOMS_OF_ACCOUNT, scene.account, "counts", 7, 3));
      assertThat(store.repair()).isEqualTo(wrong);
      assertThat(store.verify()).isEmpty();
      scene.isWhole(store, List.of(scene.key(0, 1), scene.key(1, 0)));
      assertThat(scene.delete(store, scene.administrator(), 0, 1)).isInstanceOf(Deleted.class);
      run(pool, "DELETE FROM {p}account_rooms");
      assertThat(store.repair())
          .containsExactly(new WrongCount(Kind.ROOMS_OF_ACCOUNT, scene.account, "counts", 0, 3));
      assertThat(store.verify()).isEmpty();
    }
  }

  /** The room has one membership more than it counts, so the last removal fails on a check. */
  @OnEveryDatabase
  void aMembershipInsertedByHandIsCountedByARepair(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = store(pool);
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
      run(
          pool,
          "INSERT INTO {p}room_membership (account_id, room_id, member_id, role, invited_by,"
              + " updated_at) SELECT account_id, room_id, %s, role, invited_by, updated_at"
                  .formatted(database == Database.H2 ? "STRINGTOUTF8('member 1')" : "'member 1'")
              + " FROM {p}room_membership");
      assertThat(scene.delete(store, scene.administrator(), 0, 0)).isInstanceOf(Deleted.class);
      assertThat(scene.delete(store, scene.administrator(), 0, 1))
          .isInstanceOf(ServiceFailure.class);

      assertThat(store.repair())
          .containsExactly(
              new WrongCount(Kind.MEMBERSHIPS_OF_ROOM, scene.account, "room 0", 0, 1),
              new WrongCount(Kind.ROOMS_OF_MEMBER, scene.account, "member 1", 0, 1));
      assertThat(scene.delete(store, scene.administrator(), 0, 1)).isInstanceOf(Deleted.class);
      scene.isWhole(store, List.of());
    }
  }

  @OnEveryDatabase
  void countsAreSetWhileMembersAreAdded(Database database) throws Exception {
    try (HikariDataSource pool = Databases.pool(database, 3)) {
      JdbcStore store = store(pool);
      assertThat(scene.add(store, 0, 29, Role.MEMBER)).isInstanceOf(Created.class);
      assertThat(scene.add(store, 1, 29, Role.MEMBER)).isInstanceOf(Created.class);
      CompletableFuture<Void> adding =
          CompletableFuture.runAsync(
              () -> {
                for (int member = 0; member < 29; member++) {
                  assertThat(scene.add(store, 0, member, Role.MEMBER)).isInstanceOf(Created.class);
                }
              });
      while (!adding.isDone()) {
        run(pool, "UPDATE {p}room SET membership_count = membership_count + 1");
        store.repair();
      }
      adding.get(30, TimeUnit.SECONDS);

      store.repair();
      scene.isWhole(store, List.of(scene.key(0, 28), scene.key(0, 29), scene.key(1, 29)));
    }
  }

  /** To read a large account takes longer than a request may. */
  @OnEveryDatabase
  void theTimeoutOfOperationsDoesNotApply(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      store(pool);
      run(pool, "UPDATE {p}room SET membership_count = 1 WHERE membership_count = 0");
      JdbcStore hasty =
          JdbcStore.builder(pool).tablePrefix(prefix).operationTimeout(Duration.ofNanos(1)).build();
      assertThatThrownBy(() -> hasty.rooms().find(scene.account, scene.room(0)))
          .isInstanceOf(StoreUnavailableException.class);

      assertThat(hasty.repair()).hasSize(3);
      assertThat(hasty.verify()).isEmpty();
    }
  }

  @OnEveryDatabase
  void moreMembershipsThanTheLimitAreNotRepairedAndAllElseIs(Database database)
      throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = store(pool);
      for (int room = 0; room < 2; room++) {
        assertThat(scene.add(store, room, 0, Role.MEMBER)).isInstanceOf(Created.class);
        assertThat(scene.add(store, room, 1, Role.MEMBER)).isInstanceOf(Created.class);
      }
      run(
          pool,
          "UPDATE {p}room SET membership_count = 1, membership_limit = 1",
          "UPDATE {p}account_rooms SET room_count = 7");

      assertThat(store.verify()).hasSize(4);
      assertThatThrownBy(store::repair).isInstanceOf(StoreBrokenException.class);
      assertThat(store.verify())
          .containsExactly(
              new WrongCount(Kind.MEMBERSHIPS_OF_ROOM, scene.account, "room 0", 1, 2),
              new WrongCount(Kind.MEMBERSHIPS_OF_ROOM, scene.account, "room 1", 1, 2));
    }
  }
}
