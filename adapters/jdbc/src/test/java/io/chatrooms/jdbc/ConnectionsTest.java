package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Pools and drivers, each of which says in its own way that there is no connection. */
class ConnectionsTest {
  private static final Duration A_MOMENT = Duration.ofMillis(300);

  private final Scene scene = new Scene("connections");
  private final String url = Databases.h2InMemory();

  private enum Pool {
    HIKARI,
    DBCP,
    TOMCAT,
    C3P0,
    AGROAL;

    /** One connection, for which the pool lets nobody wait longer than this. */
    DataSource to(String url, Duration patience) throws Exception {
      return switch (this) {
        case HIKARI -> Databases.pool(url, "sa", 1, patience);
        case DBCP -> dbcp(url, patience);
        case TOMCAT -> tomcat(url, patience);
        case C3P0 -> c3p0(url, patience);
        case AGROAL ->
            AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(
                        pool ->
                            pool.maxSize(1)
                                .acquisitionTimeout(patience)
                                .connectionFactoryConfiguration(
                                    connections ->
                                        connections
                                            .jdbcUrl(url)
                                            .principal(new NamePrincipal("sa")))));
      };
    }

    private static DataSource dbcp(String url, Duration patience) {
      BasicDataSource pool = new BasicDataSource();
      pool.setUrl(url);
      pool.setUsername("sa");
      pool.setMaxTotal(1);
      pool.setMaxWait(patience);
      return pool;
    }

    private static DataSource tomcat(String url, Duration patience) {
      PoolProperties properties = new PoolProperties();
      properties.setUrl(url);
      properties.setDriverClassName("org.h2.Driver");
      properties.setUsername("sa");
      properties.setPassword("");
      properties.setInitialSize(1);
      properties.setMaxActive(1);
      properties.setMaxWait((int) patience.toMillis());
      return new org.apache.tomcat.jdbc.pool.DataSource(properties);
    }

    private static DataSource c3p0(String url, Duration patience) {
      ComboPooledDataSource pool = new ComboPooledDataSource();
      pool.setJdbcUrl(url);
      pool.setUser("sa");
      pool.setPassword("");
      pool.setInitialPoolSize(1);
      pool.setMinPoolSize(1);
      pool.setMaxPoolSize(1);
      pool.setCheckoutTimeout((int) patience.toMillis());
      return pool;
    }
  }

  private static void close(DataSource pool) throws Exception {
    if (pool instanceof AutoCloseable closeable) {
      closeable.close();
    } else if (pool instanceof org.apache.tomcat.jdbc.pool.DataSource tomcat) {
      tomcat.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPoolWithoutAConnectionIsUnavailable(Pool kind) throws Exception {
    DataSource pool = kind.to(url, A_MOMENT);
    try {
      JdbcStore store = JdbcStore.builder(pool).createTables().build();
      scene.putInto(store, 1, 1);
      try (Connection taken = pool.getConnection()) {
        assertThat(taken.isClosed()).isFalse();
        isUnavailable(scene.add(store, 0, 0, Role.MEMBER));
      }
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
    } finally {
      close(pool);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aStoreWaitsForAPoolNoLongerThanItsOwnTimeout(Pool kind) throws Exception {
    DataSource pool = kind.to(url, Duration.ofHours(1));
    try {
      JdbcStore patient = JdbcStore.builder(pool).createTables().build();
      scene.putInto(patient, 1, 1);
      JdbcStore store = JdbcStore.builder(pool).operationTimeout(A_MOMENT).build();
      try (Connection taken = pool.getConnection()) {
        assertThat(taken.isClosed()).isFalse();
        isUnavailable(scene.add(store, 0, 0, Role.MEMBER));
        assertThat(Thread.interrupted()).isFalse();
      }
      assertThat(scene.add(patient, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
    } finally {
      close(pool);
    }
  }

  private static void isUnavailable(CreateRoomMembership.Result result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            ServiceUnavailable.class,
            unavailable -> assertThat(unavailable.outcomeUnknown()).isFalse());
  }

  @ParameterizedTest
  @EnumSource
  void aThreadThatIsInterruptedWhileItWaitsStaysInterrupted(Pool kind) throws Exception {
    DataSource pool = kind.to(url, A_MOMENT);
    try {
      JdbcStore store = JdbcStore.builder(pool).createTables().build();
      scene.putInto(store, 1, 1);
      try (Connection taken = pool.getConnection()) {
        assertThat(taken.isClosed()).isFalse();
        Thread.currentThread().interrupt();
        isUnavailable(scene.add(store, 0, 0, Role.MEMBER));
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
    } finally {
      Thread.interrupted();
      close(pool);
    }
  }

  @Test
  void aDataSourceThatReturnsNothingIsUnavailable() {
    DataSource none = failing(null, null, "getConnection");
    assertThatThrownBy(() -> JdbcStore.builder(none).build())
        .isInstanceOf(StoreUnavailableException.class);
  }

  /** Whatever a pool or a driver throws, a port throws one of its two exceptions. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "getConnection",
        "prepareStatement",
        "getAutoCommit",
        "setAutoCommit",
        "commit",
        "rollback",
        "getTransactionIsolation"
      })
  void uncheckedExceptionsOfADriverDoNotPass(String method) throws Exception {
    try (HikariDataSource pool = Databases.pool(url, "sa", 2)) {
      AtomicReference<String> failing = new AtomicReference<>("");
      JdbcStore store = JdbcStore.builder(failing(pool, failing, null)).createTables().build();
      scene.putInto(store, 1, 1);
      failing.set(method);

      try {
        store.rooms().save(scene.roomIs(0));
        store.memberships().removeAllOf(scene.account, scene.member(0));
      } catch (StoreException e) {
        assertThat(e).hasMessageNotContaining("vendor's text");
      }
    }
  }

  @Test
  void aConnectionThatCannotBeClosedChangesNoOutcome() throws Exception {
    try (HikariDataSource pool = Databases.pool(url, "sa", 8)) {
      AtomicReference<String> failing = new AtomicReference<>("");
      JdbcStore store = JdbcStore.builder(failing(pool, failing, null)).createTables().build();
      scene.putInto(store, 1, 1);
      failing.set("close");

      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
      store.rooms().save(scene.roomIs(0));
    }
  }

  @Test
  void aWrongPasswordIsBroken() throws SQLException {
    try (HikariDataSource pool = Databases.pool(url, "sa", 1);
        Connection open = pool.getConnection()) {
      assertThat(open.isClosed()).isFalse();
      try (HikariDataSource wrong = Databases.pool(url, "nobody", 1, Duration.ofMillis(300))) {
        assertThatThrownBy(() -> JdbcStore.builder(wrong).build())
            .isInstanceOf(StoreBrokenException.class);
      } catch (RuntimeException e) {
        // Hikari itself may fail fast when it is built.
      }
    }
  }

  /** The DataSource, whose method of this name, or that of its connections, throws or fails. */
  private static DataSource failing(
      @Nullable DataSource pool,
      @Nullable AtomicReference<String> failing,
      @Nullable String nothing) {
    return new AbstractDataSource() {
      @Override
      @SuppressWarnings("NullAway") // That is what the test is about.
      public Connection getConnection() throws SQLException {
        if (nothing != null) {
          return null;
        }
        fail("getConnection");
        Connection connection = pool.getConnection();
        return (Connection)
            Proxy.newProxyInstance(
                ConnectionsTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  fail(method.getName());
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
      }

      private void fail(String method) {
        if (failing != null && method.equals(failing.get())) {
          throw new IllegalStateException("vendor's text");
        }
      }

      @Override
      public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
      }
    };
  }
}
