package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Creating tables, checking them, and migrations by others. */
class SchemaTest {
  private static final int HOSTS = 8;

  private final Scene scene = new Scene("schema");
  private final String prefix = Databases.freshPrefix();

  @TempDir private Path directory;

  private void works(JdbcStore store) {
    scene.putInto(store, 1, 1);
    assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
  }

  private static void run(HikariDataSource pool, String... sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    }
  }

  @OnEveryDatabase
  void tablesAreCreatedOnRequestOnly(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      assertThatThrownBy(() -> JdbcStore.builder(pool).tablePrefix(prefix).build())
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageContaining(
              "sees tables "
                  + prefix
                  + "...: part chatrooms is missing: run V1__chatrooms.sql and V1.1__rooms.sql,")
          .hasMessageContaining("part members is missing: run V2__members.sql");
      works(JdbcStore.builder(pool).tablePrefix(prefix).createTables().build());
      JdbcStore again = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
      assertThat(again.memberships().find(scene.key(0, 0))).isPresent();
      assertThat(JdbcStore.builder(pool).tablePrefix(prefix).build()).isNotNull();
    }
  }

  @OnEveryDatabase
  void oneDatabaseHoldsTwoPrefixes(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore one = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
      JdbcStore other = JdbcStore.builder(pool).tablePrefix(prefix + "b_").createTables().build();
      works(one);
      assertThat(other.accounts().find(scene.account)).isEmpty();
      works(other);
      one.rooms().remove(scene.account, scene.room(0));
      assertThat(other.memberships().find(scene.key(0, 0))).isPresent();
    }
  }

  @OnEveryDatabase
  void aSchemaOfItsOwn(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      run(pool, "CREATE SCHEMA s" + prefix);
      works(JdbcStore.builder(pool).schema("s" + prefix).tablePrefix("c_").createTables().build());
      assertThat(JdbcStore.builder(pool).schema("s" + prefix).tablePrefix("c_").build())
          .isNotNull();
      assertThatThrownBy(() -> JdbcStore.builder(pool).tablePrefix("c_").build())
          .isInstanceOf(StoreBrokenException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void theGrantsInTheReadmeAreEnough(Database database) throws Exception {
    String schema = "s" + prefix;
    String user = "u" + prefix;
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      run(pool, "CREATE SCHEMA " + schema, "CREATE USER " + user);
      assertThat(JdbcStore.builder(pool).schema(schema).createTables().build()).isNotNull();
      run(pool, grants(database, schema, user));
    }
    try (HikariDataSource pool = Databases.pool(Databases.url(database), user, 2)) {
      JdbcStore store = JdbcStore.builder(pool).schema(schema).build();
      works(store);
      assertThat(store.rooms().remove(scene.account, scene.room(0))).isTrue();
      assertThatThrownBy(() -> run(pool, "DROP TABLE " + schema + ".chatrooms_room_membership"))
          .isInstanceOf(SQLException.class);
    }
  }

  /** The statements that the README shows, for another schema and user. */
  private static String[] grants(Database database, String schema, String user) throws IOException {
    String title = database == Database.MARIADB ? "MariaDB" : "PostgreSQL";
    Matcher block =
        Pattern.compile("-- " + title + "\\R(?<grants>(?:GRANT .*\\R)+)")
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(block.find()).as("grants for %s", title).isTrue();
    return block
        .group("grants")
        .replaceAll("\\bchat\\b", schema)
        .replaceAll("\\bapp\\b", user)
        .split(";\\R");
  }

  @OnEveryDatabase
  void hostsThatStartAtOnceAllGetTheTables(Database database) throws Exception {
    try (HikariDataSource pool = Databases.pool(database, HOSTS)) {
      ExecutorService threads = Executors.newFixedThreadPool(HOSTS);
      CyclicBarrier together = new CyclicBarrier(HOSTS);
      List<Callable<JdbcStore>> hosts = new ArrayList<>();
      for (int i = 0; i < HOSTS; i++) {
        Connection connection = pool.getConnection();
        JdbcStore.Builder host =
            JdbcStore.builder(new SingleConnectionDataSource(connection, true))
                .tablePrefix(prefix)
                .createTables();
        hosts.add(
            () -> {
              try (connection) {
                together.await();
                return host.build();
              }
            });
      }
      for (Future<JdbcStore> store : threads.invokeAll(hosts)) {
        assertThat(store.get()).isNotNull();
      }
      threads.shutdown();
      works(JdbcStore.builder(pool).tablePrefix(prefix).build());
    }
  }

  @OnEveryDatabase
  void aMissingRightToCreateTablesFailsAtOnce(Database database) throws SQLException {
    String schema = "s" + prefix;
    String user = "u" + prefix;
    try (HikariDataSource pool = Databases.pool(database, 1)) {
      run(
          pool,
          "CREATE SCHEMA " + schema,
          "CREATE USER " + user + (database == Database.H2 ? " PASSWORD ''" : ""));
    }
    String state =
        switch (database) {
          case H2 -> "90096";
          case POSTGRESQL -> "42501";
          case MARIADB -> "42000, vendor code 1142";
        };
    String url =
        Databases.url(database)
            .replaceFirst(";.*", ""); // H2 lets administrators alone change settings
    try (HikariDataSource pool = Databases.pool(url, user, 1);
        Connection connection = pool.getConnection()) {
      HandedOut handedOut = new HandedOut(connection, new ArrayList<>());
      assertThatThrownBy(() -> JdbcStore.builder(handedOut).schema(schema).createTables().build())
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageContaining("SQLState " + state);
      assertThat(handedOut.rollbacks()).isEqualTo(1);
    }
  }

  @OnEveryDatabase
  void anInterruptedCreationIsCompleted(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      assertThat(JdbcStore.builder(pool).tablePrefix(prefix).createTables().build()).isNotNull();
      if (database == Database.POSTGRESQL) {
        return; // creates all tables in one transaction
      }
      run(pool, "DROP TABLE " + prefix + "schema_part");
      works(JdbcStore.builder(pool).tablePrefix(prefix).createTables().build());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE {p}room_membership DROP CONSTRAINT {p}membership_in_room"
            + "| has no foreign key to {p}room",
        "ALTER TABLE {p}room_membership DROP CONSTRAINT {p}membership_of_member"
            + "| has no foreign key to {p}member",
        "ALTER TABLE {p}account DROP COLUMN version | {p}account has no column version",
        "ALTER TABLE {p}room DROP COLUMN invite_policy | {p}room has no column invite_policy",
        "ALTER TABLE {p}room DROP CONSTRAINT {p}room_administrators;ALTER TABLE {p}room DROP COLUMN administrator_count"
            + "| {p}room has no column administrator_count",
        "DELETE FROM {p}secret | {p}secret has no row 'page tokens' with 32 bytes",
        "DROP TABLE {p}secret | {p}secret has no column purpose",
        "UPDATE {p}schema_part SET version = 7 WHERE part = 'chatrooms'"
            + "| part chatrooms has version 7, and this library supports 2",
        "ALTER TABLE {p}room_creation DROP CONSTRAINT {p}creation_of_room"
            + "| has no foreign key to {p}room with ON DELETE CASCADE",
        "ALTER TABLE {p}room_creation DROP COLUMN creation_content"
            + "| {p}room_creation has no column creation_content",
        "ALTER TABLE {p}account_rooms DROP CONSTRAINT {p}account_room_count;"
            + "ALTER TABLE {p}account_rooms DROP COLUMN room_count"
            + "| {p}account_rooms has no column room_count",
        "UPDATE {p}schema_part SET version = 7 WHERE part = 'members'"
            + "| part members has version 7, and this library supports 1",
        "DROP TABLE {p}schema_part | part chatrooms is missing"
      })
  void whatIsMissingIsNamed(String harm, String message) throws SQLException {
    for (Database database : Database.values()) {
      String names = prefix + database.name().substring(0, 1).toLowerCase(Locale.ROOT);
      try (HikariDataSource pool = Databases.pool(database, 2)) {
        works(JdbcStore.builder(pool).tablePrefix(names).createTables().build());
        run(pool, harm.replace("{p}", names).split(";"));
        assertThatThrownBy(() -> JdbcStore.builder(pool).tablePrefix(names).build())
            .as("%s", database)
            .isInstanceOf(StoreBrokenException.class)
            .hasMessageContaining(message.replace("{p}", names));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTGRESQL | DROP INDEX {p}rooms_of_member_index | has no index on [account_id, member_id, room_id]",
        "POSTGRESQL | ALTER TABLE {p}account DROP CONSTRAINT {p}account_pkey"
            + "| has the primary key [], and needs [account_id]",
        "POSTGRESQL | ALTER TABLE {p}account ALTER COLUMN account_id TYPE VARCHAR(128)"
            + "| {p}account.account_id compares by varchar, and ids need C",
        "MARIADB | ALTER TABLE {p}account MODIFY account_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE"
            + " utf8mb4_general_ci NOT NULL"
            + "| {p}account.account_id compares by utf8mb4_general_ci, and ids need utf8mb4_nopad_bin",
        "H2 | ALTER TABLE {p}account ALTER COLUMN account_id SET DATA TYPE VARCHAR(128)"
            + "| and ids need BINARY VARYING",
        "MARIADB | ALTER TABLE {p}account ENGINE = MyISAM"
            + "| {p}account has the engine MyISAM: alter it to InnoDB"
      })
  void whatIsWrongIsNamed(Database database, String harm, String message) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      assertThat(JdbcStore.builder(pool).tablePrefix(prefix).createTables().build()).isNotNull();
      run(pool, harm.replace("{p}", prefix).split(";"));
      assertThatThrownBy(() -> JdbcStore.builder(pool).tablePrefix(prefix).build())
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageContaining(message.replace("{p}", prefix));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE UNIQUE INDEX {p}extra ON {p}room (account_id, created_at)"
            + "| {p}room has a unique key on [account_id, created_at]: drop it",
        "ALTER TABLE {p}member ADD extra INTEGER NOT NULL"
            + "| {p}member.extra is not ours, and needs a default or has to be nullable",
        "ALTER TABLE {p}room_membership DROP COLUMN updated_at;"
            + "ALTER TABLE {p}room_membership ADD updated_at INTEGER NOT NULL"
            + "| {p}room_membership.updated_at has the type ",
        "ALTER TABLE {p}account DROP COLUMN status;"
            + "ALTER TABLE {p}account ADD status VARCHAR(8) NOT NULL"
            + "| {p}account.status has the type ",
        "ALTER TABLE {p}room DROP COLUMN name;ALTER TABLE {p}room ADD name VARCHAR(100) NOT NULL"
            + "| which cannot hold every value: see the files V1__chatrooms.sql and V1.1__rooms.sql"
      })
  void whatWouldFailLaterIsNamed(String harm, String message) throws SQLException {
    for (Database database : Database.values()) {
      String names = prefix + database.name().substring(0, 1).toLowerCase(Locale.ROOT);
      try (HikariDataSource pool = Databases.pool(database, 2)) {
        assertThat(JdbcStore.builder(pool).tablePrefix(names).createTables().build()).isNotNull();
        run(pool, harm.replace("{p}", names).split(";"));
        assertThatThrownBy(() -> JdbcStore.builder(pool).tablePrefix(names).build())
            .as("%s", database)
            .isInstanceOf(StoreBrokenException.class)
            .hasMessageContaining(message.replace("{p}", names));
      }
    }
  }

  @OnEveryDatabase
  void columnsThatAreNotOursAreLeftAlone(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      assertThat(JdbcStore.builder(pool).tablePrefix(prefix).createTables().build()).isNotNull();
      run(
          pool,
          "ALTER TABLE %sroom ADD note VARCHAR(10)".formatted(prefix),
          "ALTER TABLE %saccount ADD score INTEGER DEFAULT 1 NOT NULL".formatted(prefix));
      works(JdbcStore.builder(pool).tablePrefix(prefix).build());
    }
  }

  @OnEveryDatabase
  void aSchemaWhoseNameIsReserved(Database database) throws SQLException {
    String quote =
        switch (database) {
          case H2, POSTGRESQL -> "\"";
          case MARIADB -> "`";
        };
    String name = database == Database.H2 ? "ORDER" : "order";
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      run(pool, "CREATE SCHEMA " + quote + name + quote);
      works(JdbcStore.builder(pool).schema("order").createTables().build());
    }
  }

  @OnEveryDatabase
  void prefixesThatBeginWithAnotherDoNotCollide(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      for (String each : List.of("", "room_", "rooms_of_", "membership_of_", "rooms_of_member_")) {
        works(JdbcStore.builder(pool).tablePrefix(prefix + each).createTables().build());
      }
    }
  }

  /** Of hosts that differ in who keeps the members, one gets the tables. */
  @OnEveryDatabase
  void whoKeepsTheMembersIsDecidedOnce(Database database) throws Exception {
    ExecutorService hosts = Executors.newFixedThreadPool(2);
    try (HikariDataSource pool = Databases.pool(database, 4)) {
      for (int round = 0; round < 10; round++) {
        JdbcStore.Builder own =
            JdbcStore.builder(pool).tablePrefix(prefix + round + "_").createTables();
        JdbcStore.Builder hostMembers =
            JdbcStore.builder(pool)
                .tablePrefix(prefix + round + "_")
                .createTables()
                .membersFrom((account, member) -> Optional.empty());
        CyclicBarrier start = new CyclicBarrier(2);
        List<Callable<Boolean>> builds = List.of(builds(own, start), builds(hostMembers, start));
        int built = 0;
        for (Future<Boolean> done : hosts.invokeAll(builds)) {
          built += done.get() ? 1 : 0;
        }
        assertThat(built).as("hosts that got the tables in round %d", round).isEqualTo(1);
      }
    } finally {
      hosts.shutdown();
    }
  }

  private static Callable<Boolean> builds(JdbcStore.Builder builder, CyclicBarrier start) {
    return () -> {
      start.await();
      try {
        return builder.build() != null;
      } catch (StoreBrokenException e) {
        return false;
      }
    };
  }

  @OnEveryDatabase
  void withMembersElsewhereThereIsNoForeignKeyToThem(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore.Builder hosts =
          JdbcStore.builder(pool)
              .tablePrefix(prefix)
              .membersFrom((account, id) -> Optional.of(scene.memberIs(0)));
      assertThat(hosts.createTables().build()).isNotNull();
      assertThatThrownBy(() -> JdbcStore.builder(pool).tablePrefix(prefix).build())
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageContaining("part members is missing")
          .hasMessageContaining("or with membersFrom if the host keeps the members");
      assertThatThrownBy(() -> JdbcStore.builder(pool).tablePrefix(prefix).createTables().build())
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageContaining(
              "Tables " + prefix + "... were created for a host that keeps the members");
      assertThat(hosts.createTables().build()).isNotNull();

      String other = prefix + "b_";
      works(JdbcStore.builder(pool).tablePrefix(other).createTables().build());
      assertThatThrownBy(hosts.tablePrefix(other)::build)
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageContaining("part members exists, and with membersFrom it must not");
    }
  }

  /** Runs a file as somebody does who has no migration tool. */
  private void runFile(HikariDataSource pool, Database database, String file) throws Exception {
    String text =
        Files.readString(
            Path.of("src/main/resources/chatrooms-jdbc", database.dialect().folder(), file));
    String sql = text.replace("${schema}", "").replace("${prefix}", prefix);
    run(pool, sql.replaceAll("(?m)^--.*$", "").strip().split(";\\s*"));
  }

  /** The tables of version 1, with a room that has a membership, and one of another account. */
  private void haveVersion1(HikariDataSource pool, Database database) throws Exception {
    runFile(pool, database, "V1__chatrooms.sql");
    runFile(pool, database, "V2__members.sql");
    haveRows(pool, database, "USER");
  }

  private void haveRows(HikariDataSource pool, Database database, @Nullable String memberType)
      throws SQLException {
    String account = id(database, scene.account.value());
    String room = id(database, scene.room(0).value());
    String member = id(database, scene.member(0).value());
    String type = memberType == null ? "NULL" : "'%s'".formatted(memberType);
    String none = memberType == null ? "NULL" : "''";
    run(
        pool,
        "INSERT INTO %saccount VALUES (%s, 'ENTERPRISE_OIDC', 'ACTIVE', 1)"
            .formatted(prefix, account),
        "INSERT INTO %sroom VALUES (%s, %s, 'n', 'c', 0, 0, 'ADMINISTRATORS', 9, 1, 1, 1)"
            .formatted(prefix, account, room),
        "INSERT INTO %sroom VALUES (%s, %s, 'n', 'c', 0, 0, 'ADMINISTRATORS', 9, 0, 0, 1)"
            .formatted(prefix, account, id(database, scene.room(1).value())),
        "INSERT INTO %sroom VALUES (%s, %s, 'n', 'c', 0, 0, 'ADMINISTRATORS', 9, 0, 0, 1)"
            .formatted(prefix, id(database, "unsaved"), room),
        "INSERT INTO %smember VALUES (%s, %s, %s, %s, %s, %s, 1, 1)"
            .formatted(
                prefix,
                account,
                member,
                type,
                none,
                none,
                memberType == null ? "NULL" : "'REGISTERED'"),
        "INSERT INTO %sroom_membership VALUES (%s, %s, %s, 'ADMINISTRATOR', 'i', 0)"
            .formatted(prefix, account, room, member));
  }

  private static String id(Database database, String id) {
    return database == Database.H2 ? "STRINGTOUTF8('%s')".formatted(id) : "'%s'".formatted(id);
  }

  /** What was there still is, is counted, and goes on. */
  private void isVersion2(JdbcStore store) {
    assertThat(store.memberships().find(scene.key(0, 0))).isPresent();
    assertThat(scene.factsOfNew(store, 5, null, Scene.token(1)).roomCount()).isEqualTo(2);
    assertThat(store.verify()).isEmpty();
    assertThat(scene.createRoom(store, 5, 0, Scene.token(1))).isEmpty();
    assertThat(scene.factsOfNew(store, 6, 0, Scene.token(1)).earlier()).isPresent();
    store.rooms().remove(scene.account, scene.room(0));
    assertThat(scene.factsOfNew(store, 6, null, null).roomCount()).isEqualTo(2);
    assertThat(store.rooms().remove(new AccountId("unsaved"), scene.room(0))).isTrue();
    assertThat(store.verify()).isEmpty();
    assertThat(store.tokenKey().bytes()).hasSize(32);
  }

  @OnEveryDatabase
  void aFileLeadsFromVersion1ToVersion2(Database database) throws Exception {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      haveVersion1(pool, database);
      assertThatThrownBy(() -> JdbcStore.builder(pool).tablePrefix(prefix).build())
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageEndingWith(
              "part chatrooms has version 1: run V1.1__rooms.sql, or build with createTables");
      runFile(pool, database, "V1.1__rooms.sql");
      isVersion2(JdbcStore.builder(pool).tablePrefix(prefix).build());
    }
  }

  @OnEveryDatabase
  void hostsThatStartAtOnceLeadFromVersion1ToVersion2(Database database) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(HOSTS);
    try (HikariDataSource pool = Databases.pool(database, HOSTS)) {
      haveVersion1(pool, database);
      CyclicBarrier start = new CyclicBarrier(HOSTS);
      Callable<Boolean> host =
          builds(JdbcStore.builder(pool).tablePrefix(prefix).createTables(), start);
      for (Future<Boolean> built : threads.invokeAll(Collections.nCopies(HOSTS, host))) {
        assertThat(built.get()).isTrue();
      }
      isVersion2(JdbcStore.builder(pool).tablePrefix(prefix).build());
    } finally {
      threads.shutdown();
    }
  }

  /** With the files of that version first, which are the same. */
  @OnEveryDatabase
  void flywayLeadsFromVersion1ToVersion2(Database database) throws Exception {
    Path resources = Path.of("src/main/resources/chatrooms-jdbc", database.dialect().folder());
    for (String file : List.of("V1__chatrooms.sql", "V2__members.sql")) {
      Files.copy(resources.resolve(file), directory.resolve(file));
    }
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      flyway(pool, database)
          .locations("filesystem:" + directory)
          .placeholders(Map.of("schema", "", "prefix", prefix))
          .load()
          .migrate();
      haveRows(pool, database, "USER");
      flyway(pool, database).placeholders(Map.of("schema", "", "prefix", prefix)).load().migrate();
      isVersion2(JdbcStore.builder(pool).tablePrefix(prefix).build());
    }
  }

  @OnEveryDatabase
  void flywayLeadsFromVersion1ToVersion2WithMembersElsewhere(Database database)
      throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      for (String target : List.of("1", "1.1")) {
        flyway(pool, database)
            .target(target)
            .placeholders(Map.of("schema", "", "prefix", prefix))
            .load()
            .migrate();
        if (target.equals("1")) {
          haveRows(pool, database, null);
        }
      }
      isVersion2(
          JdbcStore.builder(pool)
              .tablePrefix(prefix)
              .membersFrom((account, id) -> Optional.of(scene.memberIs(0)))
              .build());
    }
  }

  private FluentConfiguration flyway(HikariDataSource pool, Database database) {
    return Flyway.configure()
        .dataSource(pool)
        .table(prefix + "history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .outOfOrder(true)
        .locations("classpath:chatrooms-jdbc/" + database.dialect().folder());
  }

  @OnEveryDatabase
  void flywayRunsTheFiles(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      flyway(pool, database).placeholders(Map.of("schema", "", "prefix", prefix)).load().migrate();
      works(JdbcStore.builder(pool).tablePrefix(prefix).build());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void flywayCreatesTheSchemaToo(Database database) {
    String schema = "s" + prefix;
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      flyway(pool, database)
          .schemas(schema)
          .placeholders(Map.of("schema", schema + ".", "prefix", "chatrooms_"))
          .load()
          .migrate();
      works(JdbcStore.builder(pool).schema(schema).build());
    }
  }

  @OnEveryDatabase
  void flywayStopsBeforeTheMembersIfTheHostKeepsThem(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      flyway(pool, database)
          .target("1.1")
          .placeholders(Map.of("schema", "", "prefix", prefix))
          .load()
          .migrate();
      JdbcStore store =
          JdbcStore.builder(pool)
              .tablePrefix(prefix)
              .membersFrom((account, id) -> Optional.of(scene.memberIs(0)))
              .build();
      store.accounts().save(scene.accountIs());
      store.rooms().save(scene.roomIs(0));
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
    }
  }

  @OnEveryDatabase
  void liquibaseRunsTheFiles(Database database) throws Exception {
    Logger log = Logger.getLogger("liquibase");
    Level level = log.getLevel();
    log.setLevel(Level.OFF);
    try (HikariDataSource pool = Databases.pool(database, 2);
        Connection connection = pool.getConnection();
        Liquibase liquibase =
            new Liquibase(
                "changelog.yaml",
                new ClassLoaderResourceAccessor(SchemaTest.class.getClassLoader()),
                new JdbcConnection(connection))) {
      liquibase.getDatabase().setDatabaseChangeLogTableName(prefix + "changes");
      liquibase.getDatabase().setDatabaseChangeLogLockTableName(prefix + "lock");
      liquibase.setChangeLogParameter("folder", database.dialect().folder());
      liquibase.setChangeLogParameter("prefix", prefix);
      liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
      Scope.child(Scope.Attr.ui, new LoggerUIService(), () -> liquibase.update());
      works(JdbcStore.builder(pool).tablePrefix(prefix).build());
    } finally {
      log.setLevel(level);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "1a", "a-b", "a;drop table x", "a b", "\u00e9"})
  void namesArePlain(String name) {
    try (HikariDataSource pool = Databases.pool(Database.H2, 1)) {
      JdbcStore.Builder builder = JdbcStore.builder(pool);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.tablePrefix(name))
          .withMessageStartingWith("a table prefix is")
          .withMessageEndingWith("not '" + name + "'");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.schema(name))
          .withMessageStartingWith("a schema is");
    }
  }

  @Test
  void anUnreachableDatabaseIsUnavailable() {
    DriverManagerDataSource unreachable =
        new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nobody");
    assertThatThrownBy(() -> JdbcStore.builder(unreachable).build())
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void anUnsupportedDatabaseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Database.of("Oracle", null))
        .withMessageContaining("Oracle is none of H2, PostgreSQL, MariaDB");
    assertThat(Database.of("CockroachDB", Database.POSTGRESQL)).isEqualTo(Database.POSTGRESQL);
    assertThat(List.of("H2", "PostgreSQL", "MariaDB").stream().map(n -> Database.of(n, null)))
        .containsExactly(Database.values());
  }

  @Test
  void anotherDatabaseThanTheChosenOneIsNamed() {
    try (HikariDataSource pool = Databases.pool(Database.H2, 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JdbcStore.builder(pool).database(Database.POSTGRESQL).build())
          .withMessage("the database is H2, not POSTGRESQL");
    }
  }

  @OnEveryDatabase
  void theMessageOfTheDatabaseIsShownBeforeAnyDataIsRead(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 1)) {
      assertThatThrownBy(() -> JdbcStore.builder(pool).schema("nowhere").createTables().build())
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageMatching("(?is)SQLState .*, vendor code .*: .*nowhere.*");
    }
  }
}
