package io.chatrooms.jdbc;

import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Tells errors apart, by SQLState and vendor code, wherever in the chain of causes they stand. */
final class Failures {
  /** Deadlock, serialization failure; but not "completion unknown" (40003). */
  private static final String ROLLED_BACK = "40";

  private static final String COMPLETION_UNKNOWN = "40003";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String QUERY_CANCELED = "57014";
  private static final String READ_ONLY = "25006";

  /**
   * Connection; out of disk, memory or connections; shutting down or starting up; input, output.
   */
  private static final List<String> UNAVAILABLE =
      List.of("08", "25P03", "25P04", "25S", "53", "57P", "58");

  /** Data, constraint, wrong state, authorization, syntax, lock: the server lives, and refused. */
  private static final List<String> REFUSED =
      List.of(
          "22",
          "23",
          "25001",
          "25006",
          "25P",
          "26",
          "28",
          "2D",
          "34",
          "42",
          "53",
          "54",
          "55",
          QUERY_CANCELED);

  private Failures() {}

  /**
   * What the port throws for it. The message names codes only; the cause is for the host's log. H2
   * has no code for a full disk: it tells of it as of an error of its own, caused by input or
   * output.
   */
  static StoreException of(SQLException e, Dialect dialect, boolean outcomeUnknown) {
    return of(e, dialect, outcomeUnknown, codes(e), withoutData(e));
  }

  /** Where no row was read or written yet, the database has nobody to quote, and may speak. */
  static StoreException beforeAnyData(SQLException e, Dialect dialect) {
    return of(e, dialect, false, codes(e) + ": " + e.getMessage(), e);
  }

  private static String codes(SQLException e) {
    return "SQLState %s, vendor code %s"
        .formatted(e.getSQLState(), Integer.toString(e.getErrorCode()));
  }

  private static StoreException of(
      SQLException e, Dialect dialect, boolean outcomeUnknown, String message, SQLException cause) {
    return any(e, each -> isUnavailable(each, dialect))
            || isContention(e, dialect)
            || causes(e).stream().anyMatch(IOException.class::isInstance)
        ? new StoreUnavailableException(message, outcomeUnknown, cause)
        : new StoreBrokenException(message, outcomeUnknown, cause);
  }

  /** True if the transaction gave way to another, and is worth doing again at once. */
  static boolean isContention(SQLException e, Dialect dialect) {
    return any(
        e,
        each ->
            (stateBegins(each, List.of(ROLLED_BACK)) && !isState(each, COMPLETION_UNKNOWN))
                || isState(each, LOCK_NOT_AVAILABLE)
                || dialect.contention().contains(each.getErrorCode()));
  }

  /** True if another host was creating the same tables, so that it is worth looking again. */
  static boolean isCreatedMeanwhile(SQLException e, Dialect dialect) {
    return isContention(e, dialect) || any(e, dialect::isCreatedAlready);
  }

  /** True if the server said no, and so did not do what it was told. */
  static boolean isRefusal(SQLException e, Dialect dialect) {
    return isContention(e, dialect)
        || (any(e, each -> stateBegins(each, REFUSED)) && !any(e, Failures::isOfTheConnection));
  }

  /** Drivers that change over to another server tell of it in this way, whatever the state. */
  private static boolean isOfTheConnection(SQLException e) {
    return stateBegins(e, List.of("08"))
        || e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException;
  }

  private static boolean isUnavailable(SQLException e, Dialect dialect) {
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException
        || stateBegins(e, UNAVAILABLE)
        || isState(e, COMPLETION_UNKNOWN)
        || isState(e, QUERY_CANCELED)
        || isState(e, READ_ONLY)
        || dialect.unavailable().contains(e.getErrorCode());
  }

  /**
   * Databases like to quote the row, or the parameters, that they could not take: names and e-mail
   * addresses, too. Who says that there is no connection, or no way in, has seen none.
   */
  static SQLException withoutData(SQLException e) {
    if (e.getSQLState() == null || stateBegins(e, List.of("08", "28", "3D", "57P"))) {
      return e;
    }
    SQLException bare = new SQLException(e.getClass().getName(), e.getSQLState(), e.getErrorCode());
    bare.setStackTrace(e.getStackTrace());
    return bare;
  }

  private static boolean isState(SQLException e, String state) {
    return state.equals(e.getSQLState());
  }

  private static boolean stateBegins(SQLException e, List<String> beginnings) {
    String state = e.getSQLState();
    return state != null && beginnings.stream().anyMatch(state::startsWith);
  }

  private static boolean any(SQLException e, Predicate<SQLException> is) {
    return chain(e).stream().anyMatch(is);
  }

  private static List<SQLException> chain(SQLException first) {
    return causes(first).stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .toList();
  }

  private static List<Throwable> causes(SQLException first) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    List<Throwable> toSee = new ArrayList<>(List.of(first));
    while (!toSee.isEmpty()) {
      Throwable next = toSee.remove(toSee.size() - 1);
      if (seen.add(next)) {
        causes.add(next);
        if (next instanceof SQLException sql && sql.getNextException() != null) {
          toSee.add(sql.getNextException());
        }
        if (next.getCause() != null) {
          toSee.add(next.getCause());
        }
      }
    }
    return causes;
  }
}
