package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.druid.pool.DruidDataSource;
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
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Pools and drivers, each of which says in its own way that there is no connection. */
class ConnectionsTest {
  private static final Duration A_MOMENT = Duration.ofMillis(300);

  private static final Set<Class<?>> PROXIED =
      Set.of(Connection.class, PreparedStatement.class, ResultSet.class);

  private final Scene scene = new Scene("connections");
  private final String url = Databases.h2InMemory();

  private enum Pool {
    HIKARI,
    DBCP,
    TOMCAT,
    C3P0,
    DRUID,
    H2,
    AGROAL;

    /** One connection, for which the pool lets nobody wait longer than this. */
    DataSource to(String url, Duration patience) throws Exception {
      return switch (this) {
        case HIKARI -> hikari(url, patience);
        case DBCP -> dbcp(url, patience);
        case TOMCAT -> tomcat(url, patience);
        case C3P0 -> c3p0(url, patience);
        case DRUID -> druid(url, patience);
        case H2 -> h2(url, patience);
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

    private static DataSource hikari(String url, Duration patience) {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(url);
      pool.setUsername("sa");
      pool.setMaximumPoolSize(1);
      pool.setConnectionTimeout(patience.toMillis());
      pool.setInitializationFailTimeout(-1); // or it fails itself when it is first used
      return pool;
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

    private static DataSource druid(String url, Duration patience) {
      DruidDataSource pool = new DruidDataSource();
      pool.setUrl(url);
      pool.setUsername("sa");
      pool.setMaxActive(1);
      pool.setMaxWait(patience.toMillis());
      return pool;
    }

    private static DataSource h2(String url, Duration patience) {
      JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
      pool.setMaxConnections(1);
      pool.setLoginTimeout(Math.max(1, (int) patience.toSeconds()));
      return pool;
    }
  }

  private static void close(DataSource pool) throws Exception {
    if (pool instanceof AutoCloseable closeable) {
      closeable.close();
    } else if (pool instanceof JdbcConnectionPool h2) {
      h2.dispose();
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

  /** H2's own pool does not end its wait for an interrupt, but by its login time-out. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "H2")
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

  /** The same in the middle of the wait, which would last an hour. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "H2")
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void anInterruptEndsTheWaitAndIsKept(Pool kind) throws Exception {
    DataSource pool = kind.to(url, Duration.ofHours(1));
    try {
      JdbcStore store = JdbcStore.builder(pool).createTables().build();
      scene.putInto(store, 1, 1);
      try (Connection taken = pool.getConnection()) {
        assertThat(taken.isClosed()).isFalse();
        Thread waiting = Thread.currentThread();
        Thread interrupting = new Thread(() -> interruptWhenItWaits(waiting));
        interrupting.start();
        isUnavailable(scene.add(store, 0, 0, Role.MEMBER));
        assertThat(Thread.interrupted()).isTrue();
        interrupting.join();
      }
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
    } finally {
      close(pool);
    }
  }

  private static void interruptWhenItWaits(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    thread.interrupt();
  }

  @Test
  void aDataSourceThatReturnsNothingIsUnavailable() {
    DataSource none =
        new DriverManagerDataSource() {
          @Override
          @SuppressWarnings("NullAway") // That is what the test is about.
          public Connection getConnection() {
            return null;
          }
        };
    assertThatThrownBy(() -> JdbcStore.builder(none).build())
        .isInstanceOf(StoreUnavailableException.class);
  }

  /** Whatever a pool or a driver throws, a port throws one of its two exceptions. */
  @ParameterizedTest
  @CsvSource({
    "DataSource.getConnection, false",
    "Connection.getAutoCommit, false",
    "Connection.prepareStatement, false",
    "PreparedStatement.setString, false",
    "PreparedStatement.setBytes, false",
    "PreparedStatement.executeQuery, false",
    "ResultSet.next, false",
    "ResultSet.getInt, false",
    "PreparedStatement.executeUpdate, false",
    "Statement.close, false",
    "ResultSet.close, false",
    "Connection.setAutoCommit, false",
    "Connection.getTransactionIsolation, false",
    "Connection.commit, true",
    "Connection.commit|Connection.rollback, true"
  })
  void uncheckedExceptionsOfADriverDoNotPass(String methods, boolean outcomeUnknown)
      throws Exception {
    try (HikariDataSource pool = Databases.pool(url, "sa", 2)) {
      AtomicReference<String> failing = new AtomicReference<>("");
      JdbcStore store = JdbcStore.builder(failing(pool, failing)).createTables().build();
      scene.putInto(store, 1, 1);
      failing.set(methods);
      isBroken(() -> useAllOf(store), outcomeUnknown);
      failing.set("");
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DataSource.getConnection",
        "Connection.getAutoCommit",
        "Connection.setSavepoint",
        "Connection.prepareStatement",
        "PreparedStatement.setString",
        "PreparedStatement.setBytes",
        "PreparedStatement.executeQuery",
        "ResultSet.next",
        "ResultSet.getInt",
        "PreparedStatement.executeUpdate",
        "Statement.close",
        "ResultSet.close",
        "PreparedStatement.executeUpdate|Connection.rollback",
        "Connection.releaseSavepoint"
      })
  void uncheckedExceptionsOfADriverDoNotPassInATransactionOfTheHost(String methods)
      throws Exception {
    try (HikariDataSource pool = Databases.pool(url, "sa", 2);
        Connection hosts = pool.getConnection()) {
      scene.putInto(JdbcStore.builder(pool).createTables().build(), 1, 1);
      AtomicReference<String> failing = new AtomicReference<>("");
      hosts.setAutoCommit(false);
      DataSource transaction = new HandedOut(hosts, new ArrayList<>());
      JdbcStore store = JdbcStore.builder(failing(transaction, failing)).joinTransactions().build();
      failing.set(methods);
      isBroken(() -> useAllOf(store), false);
      hosts.rollback();
    }
  }

  private void useAllOf(JdbcStore store) {
    assertThat(store.memberships().facts(scene.key(0, 0), null).membership()).isEmpty();
    store.rooms().save(scene.roomIs(0));
    store.memberships().removeAllOf(scene.account, scene.member(0));
  }

  private static void isBroken(ThrowingCallable operation, boolean outcomeUnknown) {
    assertThatThrownBy(operation)
        .isInstanceOf(StoreException.class)
        .hasMessageNotContaining("vendor's text")
        .extracting(e -> ((StoreException) e).outcomeUnknown())
        .isEqualTo(outcomeUnknown);
  }

  @Test
  void aConnectionThatCannotBeClosedChangesNoOutcome() throws Exception {
    try (HikariDataSource pool = Databases.pool(url, "sa", 8)) {
      AtomicReference<String> failing = new AtomicReference<>("");
      JdbcStore store = JdbcStore.builder(failing(pool, failing)).createTables().build();
      scene.putInto(store, 1, 1);
      failing.set("Connection.close");

      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
      store.rooms().save(scene.roomIs(0));
    }
  }

  /** Unless the pool says neither why there is no connection nor with which SQLState: c3p0. */
  @ParameterizedTest
  @EnumSource
  void aWrongPasswordIsBroken(Pool kind) throws Exception {
    try (Connection open = DriverManager.getConnection(url, "sa", "secret")) {
      assertThat(open.isClosed()).isFalse();
      // H2 delays the answer to a wrong password.
      DataSource pool = kind.to(url, Duration.ofSeconds(3));
      try {
        assertThatThrownBy(() -> JdbcStore.builder(pool).build())
            .isInstanceOf(
                kind == Pool.C3P0 ? StoreUnavailableException.class : StoreBrokenException.class);
      } finally {
        close(pool);
      }
    }
  }

  @OnEveryDatabase
  void aDatabaseThatDoesNotExistAndAUserThatDoesNotAreBroken(Database database) {
    String administrator = Databases.administrator(database);
    String elsewhere =
        database == Database.H2
            ? "jdbc:h2:mem:nowhere;IFEXISTS=TRUE"
            : Databases.url(database).replaceFirst("/\\w+$", "/nowhere");
    isBroken(new DriverManagerDataSource(elsewhere, administrator, ""));
    isBroken(new DriverManagerDataSource(Databases.url(database), "nobody", "secret"));
  }

  private static void isBroken(DataSource dataSource) {
    assertThatThrownBy(() -> JdbcStore.builder(dataSource).build())
        .isInstanceOf(StoreBrokenException.class)
        .hasMessageStartingWith("SQLState ");
  }

  /** The DataSource, whose methods of these names, or those of what it returns, throw. */
  private static DataSource failing(DataSource pool, AtomicReference<String> failing) {
    return failing(DataSource.class, pool, failing);
  }

  private static <T> T failing(Class<T> as, Object real, AtomicReference<String> failing) {
    return as.cast(
        Proxy.newProxyInstance(
            ConnectionsTest.class.getClassLoader(),
            new Class<?>[] {as},
            (proxy, method, arguments) -> {
              String type = method.getDeclaringClass().getSimpleName();
              if ((type + "." + method.getName()).matches(failing.get())) {
                throw new IllegalStateException("vendor's text");
              }
              try {
                Object result = method.invoke(real, arguments);
                Class<?> returned = method.getReturnType();
                return PROXIED.contains(returned) && result != null
                    ? failing(returned, result, failing)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
