package io.chatrooms.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Always returns the same connection, and records its state each time it is closed. */
final class HandedOut extends AbstractDataSource {
  private final Connection connection;
  private final List<String> givenBack;
  private final AtomicInteger rollbacks = new AtomicInteger();

  HandedOut(Connection connection, List<String> givenBack) {
    this.connection = connection;
    this.givenBack = givenBack;
  }

  /** How often the connection was rolled back. */
  int rollbacks() {
    return rollbacks.get();
  }

  @Override
  public Connection getConnection() {
    return (Connection)
        Proxy.newProxyInstance(
            HandedOut.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                givenBack.add(state());
                return null;
              }
              if (method.getName().equals("rollback")) {
                rollbacks.incrementAndGet();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private String state() throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    String state =
        "autoCommit " + autoCommit + ", isolation " + connection.getTransactionIsolation();
    if (!autoCommit) {
      connection.commit(); // reading the isolation may have begun a transaction
    }
    return state;
  }

  @Override
  public Connection getConnection(String user, String password) {
    return getConnection();
  }
}
