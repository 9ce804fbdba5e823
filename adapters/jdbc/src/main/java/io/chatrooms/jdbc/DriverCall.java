package io.chatrooms.jdbc;

import java.sql.SQLException;
import java.util.concurrent.Callable;

/** Calls of a driver or a pool, some of which throw unchecked exceptions. */
final class DriverCall {
  private DriverCall() {}

  /** The same call, with every exception as a SQLException. */
  static <T> T of(Callable<T> call) throws SQLException {
    try {
      return call.call();
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) {
      throw new SQLException("the driver or the pool threw " + e.getClass().getName(), e);
    }
  }

  /** The same for a call without a result. */
  static void run(Command call) throws SQLException {
    of(
        () -> {
          call.run();
          return true;
        });
  }

  /** A call without a result. */
  interface Command {
    void run() throws SQLException;
  }
}
