package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.jdbc.JdbcStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** An empty store that somebody else writes to while it is filled. */
class InitialDataTest {
  private final JdbcDataSource h2 = new JdbcDataSource();
  private final WorldFile world = WorldFile.example(RunningServer.CLOCK);

  InitialDataTest() {
    h2.setURL("jdbc:h2:mem:" + getClass().getSimpleName() + hashCode() + ";LOCK_TIMEOUT=50");
  }

  /** Does something when a connection is taken, which is numbered from 1. */
  private interface OnConnection {
    void taken(int number) throws SQLException;
  }

  private DataSource watched(AtomicInteger connections, OnConnection onConnection) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("getConnection")) {
            onConnection.taken(connections.incrementAndGet());
          }
          return method.invoke(h2, arguments);
        };
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DataSource.class}, handler);
  }

  @Test
  void contentionInsideTheFillingBeginsItAgain() throws Exception {
    try (Connection other = h2.getConnection()) {
      JdbcStore store = JdbcStore.builder(h2).createTables().build();
      other.setAutoCommit(false);
      world.fill(store.joining(other)); // the same rows, not committed
      AtomicInteger connections = new AtomicInteger();
      DataSource watched =
          watched(
              connections,
              number -> {
                if (number == 3) {
                  other.rollback();
                }
              });

      assertThat(new InitialData(watched, store).fill(world)).isTrue();
      assertThat(connections).hasValue(3);
      assertThat(new InitialData(h2, store).fill(world)).as("filled a second time").isFalse();
      assertThat(store.verify()).isEmpty();
    }
  }
}
