package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.Store;
import io.chatrooms.core.action.BatchCreateRoomMembership.Processed;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.StoreBrokenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.xa.PGXADataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the store does with the connections and transactions of its host. */
class GoodGuestTest {
  private final Scene scene = new Scene("guest");

  private static JdbcStore.Builder on(DataSource dataSource) {
    return JdbcStore.builder(dataSource).tablePrefix(Databases.freshPrefix()).createTables();
  }

  @OnEveryDatabase
  void oneConnectionIsEnoughForEverything(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 1, Duration.ofSeconds(2))) {
      everything(on(pool).build());
    }
  }

  private void everything(Store store) {
    scene.putInto(store, 2, 3);
    assertThat(scene.add(store, 0, 0, Role.ADMINISTRATOR)).isInstanceOf(Created.class);
    assertThat(scene.add(store, 0, 1, Role.MEMBER)).isInstanceOf(Created.class);
    assertThat(scene.update(store, scene.by(0), 0, 1, Role.ADMINISTRATOR))
        .isInstanceOf(Updated.class);
    assertThat(scene.delete(store, scene.administrator(), 0, 1)).isInstanceOf(Deleted.class);
    assertThat(scene.createRoom(store, 2, 1, Scene.token(1))).isEmpty();
    assertThat(scene.addAll(store, scene.by(1), 2, List.of(0, 1, 2)))
        .isInstanceOfSatisfying(
            Processed.class, processed -> assertThat(processed.refused()).hasSize(1));
    assertThat(scene.renameRoom(store, scene.by(1), 2)).isInstanceOf(UpdateRoom.Updated.class);
    assertThat(scene.removeRoom(store, scene.by(1), 2)).isInstanceOf(DeleteRoom.Deleted.class);
    store.memberships().removeAllOf(scene.account, scene.member(0));
    store.members().remove(scene.account, scene.member(2));
    store.rooms().remove(scene.account, scene.room(1));
    scene.putInto(store, 2, 3).isWhole(store, List.of());
  }

  @OnEveryDatabase
  void eightThreadsShareTwoConnections(Database database) throws Exception {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 4, 40);
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int thread = i;
        runs.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < 20; n++) {
                    assertThat(scene.add(store, n % 4, thread + 8 * (n / 4), Role.MEMBER))
                        .isInstanceOf(Created.class);
                  }
                }));
      }
      for (Future<?> run : runs) {
        run.get(60, TimeUnit.SECONDS);
      }
      threads.shutdown();
      scene.isWhole(store, List.of());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "H2, true",
    "H2, false",
    "POSTGRESQL, true",
    "POSTGRESQL, false",
    "MARIADB, true",
    "MARIADB, false"
  })
  void connectionsAreReturnedInTheStateInWhichTheyWereTaken(Database database, boolean autoCommit)
      throws Exception {
    try (HikariDataSource pool = Databases.pool(database, 1);
        Connection connection = pool.getConnection()) {
      connection.setAutoCommit(autoCommit);
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      if (!autoCommit) {
        connection.commit();
      }
      List<String> given = new ArrayList<>();
      DataSource watched = new HandedOut(connection, given);
      everything(on(watched).build());
      if (!autoCommit) {
        connection.rollback(); // nothing is left to roll back
      }
      assertThat(given).isNotEmpty().containsOnly("autoCommit " + autoCommit + ", isolation 8");
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  @OnEveryDatabase
  void springsTransactionsAreJoined(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      DataSource proxy = new TransactionAwareDataSourceProxy(pool);
      TransactionTemplate transaction =
          new TransactionTemplate(new DataSourceTransactionManager(pool));
      String prefix = Databases.freshPrefix();
      JdbcStore own = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
      JdbcStore joined = JdbcStore.builder(proxy).tablePrefix(prefix).joinTransactions().build();
      JdbcTemplate hosts = new JdbcTemplate(pool);
      hosts.execute("CREATE TABLE " + prefix + "invoice (n INTEGER)");
      scene.putInto(own, 1, 3);

      transaction.executeWithoutResult(
          status -> {
            hosts.update("INSERT INTO " + prefix + "invoice VALUES (1)");
            assertThat(scene.add(joined, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
            status.setRollbackOnly();
          });
      assertThat(own.memberships().find(scene.key(0, 0))).isEmpty();
      assertThat(hosts.queryForList("SELECT n FROM " + prefix + "invoice")).isEmpty();

      transaction.executeWithoutResult(
          status -> {
            assertThat(scene.add(joined, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
            assertThat(scene.add(joined, 0, 0, Role.MEMBER)).isInstanceOf(Conflict.class);
            joined.rooms().save(scene.roomIs(0));
            hosts.update("INSERT INTO " + prefix + "invoice VALUES (2)");
          });
      assertThat(own.memberships().find(scene.key(0, 0))).isPresent();
      assertThat(hosts.queryForList("SELECT n FROM " + prefix + "invoice")).hasSize(1);
      assertThatThrownBy(() -> joined.rooms().remove(scene.account, scene.room(0)))
          .as("a write where there is no transaction")
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageContaining("no transaction to join");
    }
  }

  @OnEveryDatabase
  void tablesAreNotCreatedInTheHostsTransaction(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 1)) {
      JdbcStore.Builder builder = on(pool).joinTransactions();
      assertThatIllegalStateException().isThrownBy(builder::build);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "MARIADB"})
  void readUncommittedIsRejected(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 1);
        Connection connection = pool.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
      JdbcStore.Builder builder = on(new HandedOut(connection, new ArrayList<>()));
      assertThatThrownBy(builder::build)
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageContaining("READ COMMITTED");
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  @OnEveryDatabase
  void anOperationThatFailsHalfWayLeavesNothingInTheHostsTransaction(Database database)
      throws SQLException {
    String prefix = Databases.freshPrefix();
    try (HikariDataSource pool = Databases.pool(database, 2);
        Connection connection = pool.getConnection()) {
      JdbcStore store = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
      scene.putInto(store, 1, 2);
      scene.add(store, 0, 0, Role.MEMBER);
      new JdbcTemplate(pool)
          .execute(
              "ALTER TABLE "
                  + prefix
                  + "room ADD CONSTRAINT "
                  + prefix
                  + "few CHECK (membership_count < 2)");
      connection.setAutoCommit(false);
      assertThat(scene.add(store.joining(connection), 0, 1, Role.MEMBER))
          .isInstanceOf(ServiceFailure.class);
      connection.commit(); // in spite of the failure
      connection.setAutoCommit(true);
      assertThat(store.memberships().find(scene.key(0, 1))).isEmpty();
      scene.isWhole(store, List.of(scene.key(0, 0)));
    }
  }

  @Test
  void anErrorHalfWayLeavesNothingAndTheConnectionIsGivenBack() throws SQLException {
    String prefix = Databases.freshPrefix();
    try (HikariDataSource pool = Databases.pool(Database.H2, 2);
        Connection connection = pool.getConnection()) {
      JdbcStore store = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
      scene.putInto(store, 1, 1);
      connection.setAutoCommit(false);
      List<String> given = new ArrayList<>();
      Dialect dialect = Database.H2.dialect();
      Transactions joined =
          new JoinedTransactions(
              JoinedTransactions.connectionsOf(new HandedOut(connection, given)),
              () -> true,
              new Statements(dialect, prefix));

      assertThatThrownBy(
              () ->
                  joined.write(
                      session -> {
                        session.write(Sql.DELETE_ROOM, Rows.key(scene.account, scene.room(0)));
                        throw new StackOverflowError();
                      }))
          .isInstanceOf(StackOverflowError.class);

      assertThat(given).hasSize(1); // and committed, in spite of the Error
      connection.setAutoCommit(true);
      assertThat(store.rooms().find(scene.account, scene.room(0))).isPresent();
    }
  }

  @OnEveryDatabase
  void whatTheTransactionItselfChangedIsDecidedOnAgain(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2);
        Connection connection = pool.getConnection()) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 1, 2);
      connection.setAutoCommit(false);
      Store joined = store.joining(connection);
      MembershipFacts seen = joined.memberships().facts(scene.key(0, 0), null);
      MembershipChange added =
          MembershipAdded.of(scene.key(0, 0), Role.MEMBER, "inviter", Instant.EPOCH);
      joined.rooms().save(Room.builder().from(scene.roomIs(0)).name("renamed").build());

      Optional<MembershipFacts> instead = joined.memberships().confirm(added, seen);

      assertThat(instead.flatMap(facts -> facts.room().room()))
          .isEqualTo(joined.rooms().find(scene.account, scene.room(0)));
      assertThat(joined.memberships().confirm(added, instead.orElseThrow())).isEmpty();
      connection.commit();
      connection.setAutoCommit(true);
      scene.isWhole(store, List.of(scene.key(0, 0)));
    }
  }

  @OnEveryDatabase
  void afterARefusalTheHostsTransactionGoesOn(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2);
        Connection connection = pool.getConnection()) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 1, 3);
      connection.setAutoCommit(false);
      Store joined = store.joining(connection);
      MembershipFacts seen = joined.memberships().facts(scene.key(0, 1), null);
      scene.add(store, 0, 1, Role.MEMBER); // by somebody else, after the facts were read

      assertThat(scene.add(joined, 0, 0, Role.ADMINISTRATOR)).isInstanceOf(Created.class);
      assertThat(
              joined
                  .memberships()
                  .confirm(
                      MembershipAdded.of(seen.key(), Role.MEMBER, "inviter", Instant.EPOCH), seen))
          .isPresent();
      assertThat(scene.add(joined, 0, 1, Role.MEMBER)).isInstanceOf(Conflict.class);
      assertThat(scene.add(joined, 0, 9, Role.MEMBER)).isInstanceOf(NotFound.class);
      assertThat(scene.delete(joined, scene.administrator(), 0, 0)).isInstanceOf(Forbidden.class);
      assertThat(scene.add(joined, 0, 2, Role.MEMBER)).isInstanceOf(Created.class);
      connection.commit();
      connection.setAutoCommit(true);
      scene.isWhole(store, List.of(scene.key(0, 0), scene.key(0, 1), scene.key(0, 2)));
    }
  }

  @OnEveryDatabase
  void afterARefusalOfARoomOrABatchTheHostsTransactionGoesOn(Database database)
      throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2);
        Connection connection = pool.getConnection()) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 2, 3);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      Store joined = store.joining(connection);
      NewRoomFacts seen = scene.factsOfNew(joined, 2, 0, Scene.token(1));
      assertThat(scene.createRoom(store, 2, 1, Scene.token(2))).isEmpty(); // by somebody else

      assertThat(joined.rooms().create(Scene.creation(seen), seen))
          .hasValueSatisfying(now -> assertThat(now.idTaken()).isTrue());
      assertThat(scene.createRoom(joined, 3, 0, Scene.token(1))).isEmpty();
      assertThat(scene.renameRoom(joined, scene.by(1), 3)).isInstanceOf(Forbidden.class);
      assertThat(scene.addAll(joined, scene.by(0), 3, List.of(0, 1, 9, 2)))
          .isInstanceOfSatisfying(
              Processed.class, processed -> assertThat(processed.refused()).hasSize(2));
      assertThat(scene.removeRoom(joined, scene.by(1), 2)).isInstanceOf(DeleteRoom.Deleted.class);
      connection.commit();
      connection.setAutoCommit(true);
      scene.of(4, 3);
      scene.isWhole(store, List.of(scene.key(3, 0), scene.key(3, 1), scene.key(3, 2)));
      assertThat(store.verify()).isEmpty();
    }
  }

  @OnEveryDatabase
  void aPoolWithoutAConnectionIsUnavailable(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 1, Duration.ofMillis(300))) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 1, 1);
      try (Connection taken = pool.getConnection()) {
        assertThat(taken.isClosed()).isFalse();
        assertThat(scene.add(store, 0, 0, Role.MEMBER))
            .isInstanceOfSatisfying(
                ServiceUnavailable.class,
                unavailable -> assertThat(unavailable.outcomeUnknown()).isFalse());
      }
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
    }
  }

  /** The connection does not tell, so the host does. */
  @OnEveryDatabase
  void whereThePoolIsNotInAutoCommitModeTheHostTellsWhetherThereIsATransaction(Database database)
      throws SQLException {
    String prefix = Databases.freshPrefix();
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      scene.putInto(JdbcStore.builder(pool).tablePrefix(prefix).createTables().build(), 1, 2);
    }
    try (HikariDataSource pool = Databases.pool(database, 2, false)) {
      JdbcStore joined =
          JdbcStore.builder(new TransactionAwareDataSourceProxy(pool))
              .tablePrefix(prefix)
              .joinTransactions(TransactionSynchronizationManager::isActualTransactionActive)
              .build();
      TransactionTemplate transaction =
          new TransactionTemplate(new DataSourceTransactionManager(pool));

      assertThat(scene.add(joined, 0, 0, Role.MEMBER)).isInstanceOf(ServiceFailure.class);
      assertThat(joined.memberships().find(scene.key(0, 0))).isEmpty();
      transaction.executeWithoutResult(
          status -> assertThat(scene.add(joined, 0, 0, Role.MEMBER)).isInstanceOf(Created.class));
      assertThat(joined.memberships().find(scene.key(0, 0))).isPresent();
    }
  }

  private static XADataSource xa(Database database) throws SQLException {
    String user = Databases.administrator(database);
    return switch (database) {
      case H2 -> {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(Databases.url(database));
        source.setUser(user);
        yield source;
      }
      case POSTGRESQL -> {
        PGXADataSource source = new PGXADataSource();
        source.setUrl(Databases.url(database));
        source.setUser(user);
        yield source;
      }
      case MARIADB -> {
        MariaDbDataSource source = new MariaDbDataSource(Databases.url(database));
        source.setUser(user);
        yield source;
      }
    };
  }

  /** PostgreSQL's driver refuses savepoints there. */
  @OnEveryDatabase
  void anXaTransactionIsJoined(Database database) throws Exception {
    XADataSource source = xa(database);
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore own = on(pool).build();
      scene.putInto(own, 1, 2);
      XAConnection xa = source.getXAConnection();
      try {
        Xid xid = new BranchId();
        Store joined = own.joining(xa.getConnection());
        xa.getXAResource().start(xid, XAResource.TMNOFLAGS);
        joined.rooms().save(scene.roomIs(0));
        assertThat(scene.add(joined, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
        assertThat(scene.add(joined, 0, 0, Role.MEMBER)).isInstanceOf(Conflict.class);
        joined.members().remove(scene.account, scene.member(1));
        xa.getXAResource().end(xid, XAResource.TMSUCCESS);
        assertThat(own.memberships().find(scene.key(0, 0))).isEmpty();
        xa.getXAResource().commit(xid, true);
      } finally {
        xa.close();
      }
      assertThat(own.memberships().find(scene.key(0, 0))).isPresent();
      assertThat(own.members().find(scene.account, scene.member(1))).isEmpty();
    }
  }

  /** Where there is no savepoint, the host's rollback undoes what was done. */
  @OnEveryDatabase
  void anOperationThatFailsHalfWayInAnXaTransactionIsUndoneByItsRollback(Database database)
      throws Exception {
    String prefix = Databases.freshPrefix();
    XADataSource source = xa(database);
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore own = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
      scene.putInto(own, 1, 2);
      new JdbcTemplate(pool)
          .execute(
              "ALTER TABLE %1$sroom ADD CONSTRAINT %1$sfew CHECK (membership_count < 1)"
                  .formatted(prefix));
      XAConnection xa = source.getXAConnection();
      try {
        Xid xid = new BranchId();
        Store joined = own.joining(xa.getConnection());
        xa.getXAResource().start(xid, XAResource.TMNOFLAGS);
        assertThat(scene.add(joined, 0, 0, Role.MEMBER))
            .isInstanceOfSatisfying(
                ServiceFailure.class, failure -> assertThat(failure.outcomeUnknown()).isFalse());
        xa.getXAResource().end(xid, XAResource.TMFAIL);
        xa.getXAResource().rollback(xid);
      } finally {
        xa.close();
      }
      scene.isWhole(own, List.of());
    }
  }

  private static final class BranchId implements Xid {
    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {1};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {2};
    }
  }
}
