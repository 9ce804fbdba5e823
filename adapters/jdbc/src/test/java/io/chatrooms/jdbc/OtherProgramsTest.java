package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.store.StoreBrokenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.api.Trigger;
import org.junit.jupiter.api.Test;

/** Programs and administrators that do not know the store change its tables while it runs. */
class OtherProgramsTest {
  private final Scene scene = new Scene("others");
  private final String prefix = Databases.freshPrefix();
  private final AtomicInteger repetitions = new AtomicInteger();

  private JdbcStore store(HikariDataSource pool) {
    JdbcStore store =
        JdbcStore.builder(pool)
            .tablePrefix(prefix)
            .retries(
                RetryPolicy.DEFAULT.withObserver(
                    (attempt, failure) -> repetitions.incrementAndGet()))
            .createTables()
            .build();
    scene.putInto(store, 2, 40);
    return store;
  }

  private void run(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.replace("{p}", prefix));
    }
  }

  /** A membership of which the counts, and the facts that were seen, know nothing. */
  @OnEveryDatabase
  void aMembershipInsertedByHandIsDecidedOn(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = store(pool);
      MembershipFacts seen = store.memberships().facts(scene.key(0, 0), null);
      insertByHand(pool, database);

      assertThat(
              store
                  .memberships()
                  .confirm(
                      MembershipAdded.of(scene.key(0, 0), Role.MEMBER, "inviter", Instant.EPOCH),
                      seen))
          .hasValueSatisfying(instead -> assertThat(instead.membership()).isPresent());
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Conflict.class);
    }
  }

  private void insertByHand(HikariDataSource pool, Database database) throws SQLException {
    String id = database == Database.H2 ? "STRINGTOUTF8('%s')" : "'%s'";
    run(
        pool,
        "INSERT INTO {p}room_membership (account_id, room_id, member_id, role, invited_by, updated_at)"
            + " VALUES (%s, %s, %s, 'MEMBER', 'hand', 0)"
                .formatted(
                    id.formatted(scene.account.value()),
                    id.formatted(scene.room(0).value()),
                    id.formatted(scene.member(0).value())));
  }

  /** After a few attempts the store reports that it is broken, and that nothing changed. */
  @OnEveryDatabase
  void aConstraintThatIsNotOursIsBroken(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = store(pool);
      run(pool, "CREATE UNIQUE INDEX {p}extra ON {p}room_membership (account_id, role)");
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
      repetitions.set(0);

      CreateRoomMembership.Result result = scene.add(store, 1, 1, Role.MEMBER);

      if (database == Database.POSTGRESQL) {
        // ON CONFLICT DO NOTHING holds for every key, so nothing is made however often it is tried.
        assertThat(result).isInstanceOf(ServiceUnavailable.class);
      } else {
        assertThat(result)
            .isInstanceOfSatisfying(
                ServiceFailure.class, failure -> assertThat(failure.outcomeUnknown()).isFalse());
        assertThat(repetitions).hasValue(2);
      }
      assertThat(store.memberships().find(scene.key(1, 1))).isEmpty();
    }
  }

  /** What the row refers to appears only after a first attempt. */
  @OnEveryDatabase
  void aReferenceOfOthersIsTriedAgain(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      scene.putInto(store(pool), 1, 2);
      String text =
          database == Database.MARIADB
              ? "VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
              : "VARCHAR(32)";
      if (database == Database.MARIADB) {
        run(pool, "ALTER TABLE {p}room_membership MODIFY role " + text + " NOT NULL");
      }
      run(pool, "CREATE TABLE {p}known_role (name %s NOT NULL PRIMARY KEY)".formatted(text));
      run(
          pool,
          "ALTER TABLE {p}room_membership ADD CONSTRAINT {p}role_is_known FOREIGN KEY (role)"
              + " REFERENCES {p}known_role (name)");
      JdbcStore store =
          JdbcStore.builder(pool)
              .tablePrefix(prefix)
              .retries(RetryPolicy.DEFAULT.withObserver((attempt, e) -> addRole(pool, "MEMBER")))
              .build();

      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
      assertThat(scene.add(store, 0, 1, Role.ADMINISTRATOR))
          .isInstanceOfSatisfying(
              ServiceFailure.class, failure -> assertThat(failure.outcomeUnknown()).isFalse());
      scene.isWhole(store, List.of(scene.key(0, 0)));
    }
  }

  private void addRole(HikariDataSource pool, String role) {
    try {
      run(pool, "INSERT INTO {p}known_role VALUES ('%s')".formatted(role));
    } catch (SQLException e) {
      assertThat(e.getSQLState()).startsWith("23"); // it is there already
    }
  }

  /** The server refused the statement, so nothing changed. */
  @OnEveryDatabase
  void anErrorOfATriggerHasAKnownOutcome(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = store(pool);
      for (String table : List.of("room_membership", "room")) {
        for (String sql : triggerThatRaises(database, table)) {
          run(pool, sql);
        }
        assertThat(scene.add(store, 0, 0, Role.MEMBER))
            .as("with a trigger on %s", table)
            .isInstanceOfSatisfying(
                ServiceFailure.class,
                failure -> {
                  assertThat(failure.outcomeUnknown()).isFalse();
                  assertThat(failure.cause()).hasMessageNotContaining("no rooms on Sundays");
                });
        if (table.equals("room")) { // whose rows are saved by one statement
          assertThatThrownBy(() -> store.rooms().save(scene.roomIs(1)))
              .isInstanceOfSatisfying(
                  StoreBrokenException.class, e -> assertThat(e.outcomeUnknown()).isFalse());
        }
        run(
            pool,
            "DROP TRIGGER {p}raises" + (database == Database.POSTGRESQL ? " ON {p}" + table : ""));
      }
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
    }
  }

  private static List<String> triggerThatRaises(Database database, String table) {
    return switch (database) {
      case H2 ->
          List.of(
              "CREATE TRIGGER {p}raises BEFORE INSERT, UPDATE ON {p}%s FOR EACH ROW CALL '%s'"
                  .formatted(table, RaisingTrigger.class.getName()));
      case POSTGRESQL ->
          List.of(
              "CREATE OR REPLACE FUNCTION {p}raise() RETURNS trigger LANGUAGE plpgsql AS"
                  + " $$BEGIN RAISE EXCEPTION 'no rooms on Sundays'; END$$",
              "CREATE TRIGGER {p}raises BEFORE INSERT OR UPDATE ON {p}%s FOR EACH ROW EXECUTE FUNCTION {p}raise()"
                  .formatted(table));
      case MARIADB ->
          List.of(
              "CREATE TRIGGER {p}raises BEFORE %s ON {p}%s FOR EACH ROW"
                      .formatted(table.equals("room") ? "UPDATE" : "INSERT", table)
                  + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no rooms on Sundays'");
    };
  }

  /** For H2, which makes one. */
  public static final class RaisingTrigger implements Trigger {
    /** For H2 alone. */
    public RaisingTrigger() {}

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
      throw new SQLException("no rooms on Sundays", "P0001");
    }
  }

  /** Plans of prepared statements become old, and tables are out of reach for moments. */
  @OnEveryDatabase
  void tablesAreAlteredWhileMembersAreAdded(Database database) throws Exception {
    try (HikariDataSource pool =
        Databases.pool(
            Databases.url(database)
                + (database == Database.POSTGRESQL ? "?prepareThreshold=1" : ""),
            Databases.administrator(database),
            3)) {
      JdbcStore store = store(pool);
      assertThat(scene.add(store, 0, 39, Role.MEMBER)).isInstanceOf(Created.class);
      CompletableFuture<Void> altering =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 10; i++) {
                  alter(pool, database, i);
                }
              });
      for (int member = 0; member < 38; member++) {
        assertThat(scene.add(store, 0, member, Role.MEMBER))
            .isInstanceOfAny(Created.class, ServiceUnavailable.class);
      }
      altering.get(60, TimeUnit.SECONDS);
      assertThat(scene.add(store, 0, 38, Role.MEMBER)).isInstanceOf(Created.class);
    }
  }

  private void alter(HikariDataSource pool, Database database, int time) {
    String type = "VARCHAR(%s)".formatted(Integer.toString(4_100 + time));
    try {
      run(
          pool,
          switch (database) {
            case POSTGRESQL -> "ALTER TABLE {p}room ALTER COLUMN name TYPE " + type;
            case H2 -> "ALTER TABLE {p}room ALTER COLUMN name SET DATA TYPE " + type;
            case MARIADB ->
                "ALTER TABLE {p}room MODIFY name " + type + " CHARACTER SET utf8mb4 NOT NULL";
          });
      run(pool, "ALTER TABLE {p}room_membership ADD extra_" + time + " INTEGER");
      run(
          pool,
          "CREATE INDEX {p}extra_%1$s_index ON {p}room_membership (extra_%1$s)".formatted(time));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server ends the transaction and the connection, and nothing was committed. */
  @Test
  void aTransactionThatTookTooLongHasAKnownOutcome() throws SQLException {
    String url = Databases.postgreSql() + "?options=-c%20transaction_timeout=200";
    try (HikariDataSource pool = Databases.pool(Database.POSTGRESQL, 2);
        HikariDataSource hasty = Databases.pool(url, "postgres", 2);
        Connection host = pool.getConnection()) {
      JdbcStore store = store(pool);
      JdbcStore timed = JdbcStore.builder(hasty).tablePrefix(prefix).build();
      host.setAutoCommit(false);
      store.joining(host).rooms().save(scene.roomIs(0));

      assertThat(scene.add(timed, 0, 0, Role.MEMBER))
          .isInstanceOfSatisfying(
              ServiceUnavailable.class,
              unavailable -> assertThat(unavailable.outcomeUnknown()).isFalse());
      host.rollback();
    }
  }

  /**
   * Of every table, and of ids too: the message says where the row is, and quotes nothing of it.
   */
  @OnEveryDatabase
  void everyColumnWithAValueThatIsNotAllowedIsNamed(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = store(pool);
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
      for (String[] wrong :
          new String[][] {
            {"account", "account_type", "ENTERPRISE_LWA"},
            {"account", "status", "ACTIVE"},
            {"room", "invite_policy", "ALL_MEMBERS"},
            {"member", "member_type", "USER"},
            {"member", "state", "REGISTERED"}
          }) {
        run(pool, "UPDATE {p}%s SET %s = 'GUARDIAN ANGEL'".formatted(wrong[0], wrong[1]));
        isWrong(() -> store.memberships().facts(scene.key(0, 0), null), wrong[0], wrong[1]);
        run(pool, "UPDATE {p}%s SET %s = '%s'".formatted(wrong[0], wrong[1], wrong[2]));
      }
      String id = database == Database.H2 ? "STRINGTOUTF8('%s')" : "'%s'";
      run(
          pool,
          "INSERT INTO {p}member (account_id, member_id, member_type, email, full_name, state,"
              + " room_count, version) SELECT account_id, %s, member_type, email, full_name, state,"
                  .formatted(id.formatted(" "))
              + " 1, 1 FROM {p}member WHERE member_id = "
              + id.formatted(scene.member(0).value()));
      run(
          pool,
          "INSERT INTO {p}room_membership (account_id, room_id, member_id, role, invited_by,"
              + " updated_at) SELECT account_id, room_id, %s, role, invited_by, updated_at"
                  .formatted(id.formatted(" "))
              + " FROM {p}room_membership");
      isWrong(
          () -> store.memberships().listByRoom(scene.account, scene.room(0), null, 10),
          "room_membership",
          "member_id");
    }
  }

  private void isWrong(ThrowingCallable read, String table, String column) {
    assertThatThrownBy(read)
        .as(column)
        .isInstanceOf(StoreBrokenException.class)
        .hasMessageMatching("A row is wrong: column (\\w+_)?" + column + " .*")
        .hasMessageContaining(prefix + table + " ")
        .hasMessageNotContaining("GUARDIAN")
        .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("GUARDIAN"));
  }

  /** The message says where the row is, and quotes nothing of it. */
  @OnEveryDatabase
  void aRowThatTheDomainDoesNotKnowIsNamed(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = store(pool);
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
      run(pool, "UPDATE {p}room_membership SET role = 'GUARDIAN ANGEL'");

      assertThatThrownBy(
              () -> store.memberships().listByRoom(scene.account, scene.room(0), null, 10))
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageStartingWith("A row is wrong: column role has a value that is not allowed")
          .hasMessageContaining("FROM " + prefix + "room_membership WHERE")
          .hasMessageNotContaining("GUARDIAN")
          .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("GUARDIAN"));
    }
  }
}
