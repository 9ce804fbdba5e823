package io.chatrooms.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens the pool of connections to the store. Every wait for the database is bounded, so that an
 * operation ends before its request's timeout: the wait for a connection, for a lock, and for an
 * answer of the database. What the URL sets itself stays.
 */
final class ConnectionPool {
  /** How long to wait for a connection of the pool. */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

  /** How long to wait until a new connection is established. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** How long to wait for an answer; after it the connection is given up. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(10);

  /** How long a statement waits for a lock; H2's own limit is 2 seconds. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

  /**
   * After this time without a statement, a transaction is ended: nobody else ends one whose
   * connection was lost while it held locks.
   */
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(5);

  /** H2 has no setting for it, so each new connection ends such transactions of its user. */
  private static final String H2_END_IDLE_TRANSACTIONS =
      "SELECT ABORT_SESSION(SESSION_ID) FROM INFORMATION_SCHEMA.SESSIONS"
          + " WHERE USER_NAME = CURRENT_USER AND CONTAINS_UNCOMMITTED"
          + " AND SLEEP_SINCE < DATEADD(SECOND, -"
          + IDLE_IN_TRANSACTION.toSeconds()
          + ", CURRENT_TIMESTAMP)";

  private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(1);

  private static final int H2_IN_USE = 90_020;

  private final JdbcUrl url;
  private final Optional<String> password;
  private final HikariConfig config = new HikariConfig();

  private ConnectionPool(JdbcUrl url, Optional<String> password) {
    this.url = url;
    this.password = password;
  }

  /**
   * Opens a pool of connections to the store that the options name: one for each thread that uses
   * it.
   *
   * @throws ConfigurationException if an option or the password file is wrong
   * @throws IllegalStateException if no connection can be made; the message says why, without
   *     passwords
   */
  static HikariDataSource open(Options options, MeterRegistry registry)
      throws ConfigurationException {
    int forReadiness = options.adminPort().isPresent() ? 1 : 0; // asked on a thread of its own
    return of(options).open(options.poolSize() + forReadiness, registry);
  }

  /**
   * Opens a pool of one connection to a store that exists and outlives this process, with the same
   * errors.
   */
  static HikariDataSource openExisting(Options options) throws ConfigurationException {
    ConnectionPool pool = of(options);
    if (pool.url.isH2InMemory()) {
      throw new ConfigurationException("--store is in memory: it has nothing to verify or repair");
    }
    if (pool.url.database() == JdbcUrl.Database.H2) {
      pool.set("IFEXISTS", "TRUE");
    }
    return pool.open(1, new SimpleMeterRegistry());
  }

  private static ConnectionPool of(Options options) throws ConfigurationException {
    JdbcUrl url = JdbcUrl.parse(options.store().orElseThrow());
    return new ConnectionPool(url, password(url, options.passwordFile()));
  }

  private static Optional<String> password(JdbcUrl url, Optional<Path> file)
      throws ConfigurationException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    if (url.hasPassword()) {
      throw new ConfigurationException(
          "--password-file and a password in --store must not be given together");
    }
    return Optional.of(SecretFile.password(file.get()));
  }

  private HikariDataSource open(int size, MeterRegistry registry) {
    config.setPoolName("store");
    config.setJdbcUrl(url.toConnect());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setValidationTimeout(VALIDATION_TIMEOUT.toMillis());
    config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    password.ifPresent(config::setPassword);
    switch (url.database()) {
      case H2 -> configureH2();
      case POSTGRESQL -> configurePostgreSql();
      case MARIADB -> configureMariaDb();
    }
    try {
      return new LossAware(config);
    } catch (RuntimeException e) {
      throw new IllegalStateException("--store cannot be opened: " + reason(e), e);
    }
  }

  private void configureH2() {
    if (!url.names(";USER=")) {
      config.setUsername("sa"); // the default in H2's documentation
    }
    config.setExceptionOverride(new H2ConnectionFailures());
    if (url.isH2Server()) {
      set("NETWORK_TIMEOUT", SOCKET_TIMEOUT.toMillis());
      config.setConnectionInitSql(H2_END_IDLE_TRANSACTIONS);
      return;
    }
    // By default H2 closes when JVM shutdown starts, while requests are still in progress.
    set("DB_CLOSE_ON_EXIT", "FALSE");
    // Errors are in the exceptions. H2's file of them grows without bound when the disk is full.
    set("TRACE_LEVEL_FILE", 0);
  }

  private void configurePostgreSql() {
    set("connectTimeout", CONNECT_TIMEOUT.toSeconds());
    set("loginTimeout", SOCKET_TIMEOUT.toSeconds());
    set("cancelSignalTimeout", CONNECT_TIMEOUT.toSeconds());
    set("socketTimeout", SOCKET_TIMEOUT.toSeconds());
    set("tcpKeepAlive", true);
    setInSession("; SET ", "lock_timeout", LOCK_TIMEOUT.toMillis());
    setInSession("; SET ", "idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION.toMillis());
  }

  private void configureMariaDb() {
    set("connectTimeout", CONNECT_TIMEOUT.toMillis());
    set("socketTimeout", SOCKET_TIMEOUT.toMillis());
    set("tcpKeepAlive", true);
    setInSession(", ", "innodb_lock_wait_timeout", LOCK_TIMEOUT.toSeconds());
    setInSession(", ", "idle_transaction_timeout", IDLE_IN_TRANSACTION.toSeconds());
  }

  /**
   * Sets a variable in each session.
   *
   * @param separator what stands between it and one that was set before
   */
  private void setInSession(String separator, String variable, long value) {
    if (!url.names(variable)) {
      String before = config.getConnectionInitSql();
      config.setConnectionInitSql(
          (before == null ? "SET " : before + separator) + variable + " = " + value);
    }
  }

  private void set(String setting, Object value) {
    if (!url.names(setting)) {
      config.addDataSourceProperty(setting, value.toString());
    }
  }

  private String reason(RuntimeException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (url.database() == JdbcUrl.Database.H2
        && cause instanceof SQLException sql
        && sql.getErrorCode() == H2_IN_USE) {
      return "another process uses the database: stop it first";
    }
    String message = cause.getMessage();
    if (message == null) {
      return cause.getClass().getSimpleName();
    }
    String without = url.withoutPasswords(message);
    return password.map(secret -> without.replace(secret, "***")).orElse(without);
  }

  /**
   * When no connection answered in time, the idle ones are probably lost, too: all are replaced.
   * Checking them one after the other would take a request for each. They cannot all be in use,
   * since there is one for each thread that uses the store.
   */
  private static final class LossAware extends HikariDataSource {
    LossAware(HikariConfig config) {
      super(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
      try {
        return super.getConnection();
      } catch (SQLTransientConnectionException e) {
        getHikariPoolMXBean().softEvictConnections();
        throw e;
      }
    }
  }
}
