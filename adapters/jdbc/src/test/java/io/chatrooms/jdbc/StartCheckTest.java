package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Settings that would make the store wrong later are rejected when it is built. */
class StartCheckTest {
  private final Scene scene = new Scene("start");
  private final String prefix = Databases.freshPrefix();

  @TempDir private Path directory;

  private void isRejected(String url, String user, String message) {
    try (HikariDataSource pool = Databases.pool(url, user, 1)) {
      assertThatThrownBy(() -> JdbcStore.builder(pool).tablePrefix(prefix).createTables().build())
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageContaining(message);
    }
  }

  private void works(String url, String user) {
    try (HikariDataSource pool = Databases.pool(url, user, 2)) {
      JdbcStore store = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
      scene.putInto(store, 1, 2);
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
      assertThat(scene.add(store, 0, 1, Role.ADMINISTRATOR)).isInstanceOf(Created.class);
      scene.isWhole(store, List.of(scene.key(0, 0), scene.key(0, 1)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LATIN1", "LATIN9", "SQL_ASCII", "EUC_JP", "WIN1252"})
  void aPostgreSqlDatabaseInAnotherEncodingThanUtf8(String encoding) throws SQLException {
    String name = prefix + encoding.toLowerCase(Locale.ROOT);
    try (HikariDataSource pool = Databases.pool(Database.POSTGRESQL, 1);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE %s ENCODING '%s' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
              .formatted(name, encoding));
    }
    isRejected(
        Databases.postgreSql().replaceFirst("/postgres$", "/" + name),
        "postgres",
        "the encoding of the database is " + encoding + ": create it with ENCODING 'UTF8'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sql_mode='STRICT_TRANS_TABLES,EMPTY_STRING_IS_NULL' | EMPTY_STRING_IS_NULL: remove it",
        "sql_mode='' | sql_mode lacks STRICT_TRANS_TABLES: add it",
        "sql_select_limit=10 | sql_select_limit cuts results off",
        "max_join_size=10 | max_join_size rejects queries",
        "foreign_key_checks=0 | foreign_key_checks is off",
        "check_constraint_checks=0 | check_constraint_checks is off",
        "binlog_format=STATEMENT | binlog_format is STATEMENT: set it to ROW or MIXED",
        "character_set_connection=latin1 | characters of 1 to 4 bytes do not come back",
        "character_set_connection=utf8mb3 | characters of 1 to 4 bytes do not come back",
        "character_set_results=latin1 | characters of 1 to 4 bytes do not come back"
      })
  void aMariaDbSessionThatBendsWhatTheStoreReadsOrWrites(String setting, String message) {
    isRejected(Databases.mariaDb() + "?sessionVariables=" + setting, "root", message);
  }

  @Test
  void aMariaDbDriverThatCallsADatabaseASchema() {
    works(Databases.mariaDb() + "?useCatalogTerm=SCHEMA", "root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATABASE_TO_LOWER=TRUE",
        "DATABASE_TO_UPPER=FALSE",
        "MODE=PostgreSQL",
        "MODE=LEGACY",
        "MODE=STRICT",
        "MODE=DB2",
        "MODE=Derby",
        "MODE=HSQLDB",
        "MODE=MSSQLServer",
        "MODE=MySQL",
        "MODE=MariaDB"
      })
  void anH2DatabaseWithAnotherCaseOrMode(String setting) {
    works(Databases.h2InMemory() + ";" + setting, "sa");
  }

  @Test
  void anH2DatabaseThatTurnsEmptyTextIntoNull() {
    isRejected(
        Databases.h2InMemory() + ";MODE=Oracle", "sa", "empty text comes back as NULL: turn");
  }

  @OnEveryDatabase
  void aConnectionThatMayNotWrite(Database database) throws SQLException {
    String url = Databases.url(database);
    String readOnly =
        switch (database) {
          case H2 -> {
            String file = "jdbc:h2:async:" + directory.resolve("chatrooms");
            works(file, "sa");
            yield file + ";ACCESS_MODE_DATA=r";
          }
          case POSTGRESQL -> url + "?options=-c%20default_transaction_read_only=on";
          case MARIADB -> url + "?sessionVariables=tx_read_only=1";
        };
    String user = Databases.administrator(database);
    if (database != Database.H2) {
      works(url, user);
    }
    try (HikariDataSource pool = Databases.pool(readOnly, user, 1)) {
      assertThatThrownBy(() -> JdbcStore.builder(pool).tablePrefix(prefix).build())
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageMatching("(?is).*read.only.*");
    }
  }

  @OnEveryDatabase
  void aUserWithoutAnyRight(Database database) throws SQLException {
    String schema = "n" + prefix;
    String user = "v" + prefix;
    try (HikariDataSource pool = Databases.pool(database, 1);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
      statement.execute("CREATE USER " + user + (database == Database.H2 ? " PASSWORD ''" : ""));
      assertThat(
              JdbcStore.builder(new SingleConnectionDataSource(connection, true))
                  .schema(schema)
                  .createTables()
                  .build())
          .isNotNull();
    }
    String withoutSettings = Databases.url(database).replaceFirst(";.*", "");
    try (HikariDataSource users = Databases.pool(withoutSettings, user, 1)) {
      assertThatThrownBy(() -> JdbcStore.builder(users).schema(schema).leaveWriteDelay().build())
          .isInstanceOf(StoreBrokenException.class)
          .hasMessageMatching(
              "(?is).*(as far as this user sees|permission denied|not enough rights).*");
    }
  }

  /** On each table each right but one. */
  @OnEveryDatabase
  void aUserWithoutARight(Database database) throws SQLException {
    String schema = "s" + prefix;
    String user = "u" + prefix;
    String withoutSettings = Databases.url(database).replaceFirst(";.*", "");
    List<String> rights = List.of("INSERT", "UPDATE", "DELETE");
    try (HikariDataSource pool = Databases.pool(database, 1);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
      statement.execute("CREATE USER " + user + (database == Database.H2 ? " PASSWORD ''" : ""));
      assertThat(
              JdbcStore.builder(new SingleConnectionDataSource(connection, true))
                  .schema(schema)
                  .createTables()
                  .build())
          .isNotNull();
      if (database == Database.POSTGRESQL) {
        statement.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, user));
      }
      List<String> written =
          List.of("account", "account_rooms", "member", "room", "room_creation", "room_membership");
      List<String> all = new ArrayList<>(written);
      all.addAll(List.of("schema_part", "secret"));
      for (String table : all) {
        statement.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON %s.chatrooms_%s TO %s"
                .formatted(schema, table, user));
      }
      for (String table : written) {
        for (String right : rights) {
          String name = schema + ".chatrooms_" + table;
          statement.execute("REVOKE %s ON %s FROM %s".formatted(right, name, user));
          try (HikariDataSource users = Databases.pool(withoutSettings, user, 1)) {
            assertThatThrownBy(
                    () -> JdbcStore.builder(users).schema(schema).leaveWriteDelay().build())
                .isInstanceOf(StoreBrokenException.class)
                .hasMessageEndingWith(
                    "this user may not %s on chatrooms_%s: grant SELECT, INSERT, UPDATE and DELETE"
                        .formatted(right, table));
          }
          statement.execute("GRANT %s ON %s TO %s".formatted(right, name, user));
        }
      }
      try (HikariDataSource users = Databases.pool(withoutSettings, user, 1)) {
        assertThat(JdbcStore.builder(users).schema(schema).leaveWriteDelay().build()).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:", "retry:", "nioMapped:"})
  void anH2FileThatIsClosedWhenAThreadIsInterrupted(String access) {
    isRejected(
        "jdbc:h2:" + access + directory.resolve("chatrooms"),
        "sa",
        "begin the path in the URL with async:, as in jdbc:h2:async:./chatrooms");
  }
}
