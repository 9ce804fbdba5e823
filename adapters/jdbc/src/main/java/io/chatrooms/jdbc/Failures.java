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
import java.util.stream.Stream;

/** Classifies errors by SQLState and vendor code, anywhere in the chain of causes. */
final class Failures {
  /** Deadlock, serialization failure; "completion unknown" (40003) is none of them. */
  private static final String ROLLED_BACK = "40";

  private static final String COMPLETION_UNKNOWN = "40003";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String QUERY_CANCELED = "57014";
  private static final String READ_ONLY = "25006";

  /** Connection; out of disk, memory or connections; shutting down or starting up; I/O. */
  private static final List<String> UNAVAILABLE =
      List.of("08", "25P03", "25P04", "25S", "53", "57P", "58");

  /** PostgreSQL ended an idle transaction, or one that took too long. */
  private static final List<String> TIMED_OUT = List.of("25P03", "25P04");

  /** Constraint. */
  private static final String INTEGRITY = "23";

  /**
   * Unsupported, data, constraint, wrong state, authorization, syntax, raised by a trigger (two),
   * lock: the server rejected it.
   */
  private static final List<String> REFUSED =
      List.of(
          "0A",
          "22",
          INTEGRITY,
          "25001",
          "25006",
          "25P",
          "26",
          "28",
          "2D",
          "34",
          "42",
          "45",
          "P0",
          "53",
          "54",
          "55",
          QUERY_CANCELED);

  private Failures() {}

  /**
   * The exception of the port. Its message names codes only; the cause is for the host's log. H2
   * has no code for a full disk: it reports a general error with an I/O error as its cause.
   */
  static StoreException of(SQLException e, Dialect dialect, boolean outcomeUnknown) {
    if (e instanceof UnreadableRowException) {
      return new StoreBrokenException(String.valueOf(e.getMessage()), false, e);
    }
    return of(e, dialect, outcomeUnknown, codes(e), withoutData(e));
  }

  /** The same before any row was read or written: the message of the database has no data. */
  static StoreException beforeAnyData(SQLException e, Dialect dialect) {
    return of(e, dialect, false, codes(e) + ": " + e.getMessage(), e);
  }

  /** The exception of the port where the DataSource returns no connection. */
  static StoreException noConnection(SQLException e) {
    String message = codes(e) + ": " + e.getMessage();
    return any(e, Failures::isLoginRejected)
        ? new StoreBrokenException(message, false, e)
        : new StoreUnavailableException(message, false, e);
  }

  /**
   * Authorization; database does not exist. Without a connection nobody knows which database it is,
   * and no code is that of two.
   */
  private static boolean isLoginRejected(SQLException e) {
    return stateBegins(e, List.of("28", "3D"))
        || Stream.of(Database.values())
            .anyMatch(database -> database.dialect().loginRejected().contains(e.getErrorCode()));
  }

  /** Some pools and drivers clear the flag of a thread that was interrupted while it waited. */
  static void keepInterrupt(SQLException e) {
    if (causes(e).stream().anyMatch(InterruptedException.class::isInstance)) {
      Thread.currentThread().interrupt();
    }
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

  /** True if the transaction gave way to another, so that it may succeed if repeated at once. */
  static boolean isContention(SQLException e, Dialect dialect) {
    return any(
        e,
        each ->
            (stateBegins(each, List.of(ROLLED_BACK)) && !isState(each, COMPLETION_UNKNOWN))
                || isState(each, LOCK_NOT_AVAILABLE)
                || (each.getSQLState() != null
                    && dialect.contentionStates().contains(each.getSQLState()))
                || dialect.contention().contains(each.getErrorCode()));
  }

  /**
   * True if the database met an error of its own, as H2 does with a table that is altered
   * meanwhile, and not one of its disk. Whoever knows that nothing was committed may try again.
   */
  static boolean isInternal(SQLException e, Dialect dialect) {
    return any(e, each -> dialect.internal().contains(each.getErrorCode()))
        && causes(e).stream().noneMatch(IOException.class::isInstance);
  }

  /** The exception for what may pass, and is tried again later. */
  static StoreUnavailableException passing(SQLException e) {
    return new StoreUnavailableException(codes(e), false, withoutData(e));
  }

  /**
   * True if the row contradicts a constraint. Somebody who does not take the store's locks may have
   * written meanwhile what the facts did not contain, so the facts are read again.
   */
  static boolean isContradiction(SQLException e) {
    return any(e, each -> stateBegins(each, List.of(INTEGRITY)));
  }

  /** True if another host creates the same tables at the same time. */
  static boolean isCreatedMeanwhile(SQLException e, Dialect dialect) {
    return isContention(e, dialect) || any(e, dialect::isCreatedAlready);
  }

  /** True if the server rejected the statement, so that nothing changed. */
  static boolean isRejection(SQLException e, Dialect dialect) {
    return isContention(e, dialect)
        || stateBegins(e, TIMED_OUT) // and then ends the connection, which the chain shows, too
        || (any(e, each -> stateBegins(each, REFUSED) || dialect.isRejection(each.getErrorCode()))
            && !any(e, each -> isOfTheConnection(each, dialect)));
  }

  /**
   * Drivers report a failover to another server by these types, with any state. MariaDB's uses one
   * of them also for an error of the server whose state it does not know, such as one that a
   * trigger raised: then the code tells.
   */
  private static boolean isOfTheConnection(SQLException e, Dialect dialect) {
    return stateBegins(e, List.of("08"))
        || (!dialect.isRejection(e.getErrorCode())
            && (e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLRecoverableException));
  }

  private static boolean isUnavailable(SQLException e, Dialect dialect) {
    return (!dialect.isRejection(e.getErrorCode())
            && (e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException))
        || stateBegins(e, UNAVAILABLE)
        || isState(e, COMPLETION_UNKNOWN)
        || isState(e, QUERY_CANCELED)
        || isState(e, READ_ONLY)
        || dialect.unavailable().contains(e.getErrorCode());
  }

  /**
   * The error without its message, unless it is about the connection or the login: databases quote
   * rows and parameters in their messages, names and e-mail addresses included.
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
