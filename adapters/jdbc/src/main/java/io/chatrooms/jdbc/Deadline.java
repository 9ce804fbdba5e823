package io.chatrooms.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The time by which one operation is to end. Databases and networks count in whole seconds. */
final class Deadline {
  /** An operation that may take as long as it takes. */
  static final Deadline NONE = new Deadline(false, 0);

  /** How long an answer may take beyond the time that the database has for the statement. */
  private static final int FOR_THE_NETWORK = 1;

  /** What a connection without a network time-out has for one. */
  private static final int NO_LIMIT = 0;

  private static final String QUERY_CANCELED = "57014";

  private final boolean set;
  private final long end;

  private Deadline(boolean set, long end) {
    this.set = set;
    this.end = end;
  }

  /** This much later than now; null for none. */
  static Deadline in(@Nullable Duration timeout) {
    return timeout == null
        ? NONE
        : new Deadline(true, System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout));
  }

  boolean isSet() {
    return set;
  }

  boolean isOver() {
    return set && remainingNanos() == 0;
  }

  /** 0 or more. */
  long remainingNanos() {
    return set ? Math.max(0, end - System.nanoTime()) : Long.MAX_VALUE;
  }

  /**
   * Limits what the statement waits for in the database, and its network.
   *
   * @throws SQLTimeoutException if the deadline is over
   */
  void limit(Statement statement, Dialect dialect) throws SQLException {
    if (set) {
      limit(statement.getConnection());
      dialect.limit(statement, remainingSeconds());
    }
  }

  /**
   * Limits the next answer of the database, unless the connection has a shorter limit of its own.
   *
   * @throws SQLTimeoutException if the deadline is over
   */
  void limit(Connection connection) throws SQLException {
    if (set) {
      long seconds = remainingSeconds() + (long) FOR_THE_NETWORK;
      int left = (int) Math.min(TimeUnit.SECONDS.toMillis(seconds), Integer.MAX_VALUE);
      int own = connection.getNetworkTimeout();
      if (own == NO_LIMIT || left < own) {
        connection.setNetworkTimeout(Runnable::run, left);
      }
    }
  }

  private int remainingSeconds() throws SQLTimeoutException {
    long nanos = remainingNanos();
    if (nanos == 0) {
      throw new SQLTimeoutException("The operation reached its time-out", QUERY_CANCELED);
    }
    long second = TimeUnit.SECONDS.toNanos(1);
    return (int) Math.min((nanos - 1) / second + 1, Integer.MAX_VALUE);
  }
}
