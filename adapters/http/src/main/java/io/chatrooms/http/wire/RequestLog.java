package io.chatrooms.http.wire;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is logged of a request: its id, the action, the status and the time it took; and, if it
 * failed, where. Nothing else, since causes like to quote what they choked on: of them it shows
 * classes and stack traces, and no message.
 */
public final class RequestLog {
  private static final System.Logger LOG = System.getLogger("io.chatrooms.http");

  /** Causes may go round in a circle. */
  private static final int MOST_CAUSES = 16;

  private final String requestId = UUID.randomUUID().toString();
  private final String action;
  private final long begun = System.nanoTime();

  /** A request that begins now; its action is the API's name for what is asked. */
  public RequestLog(String action) {
    this.action = action;
  }

  /** A fresh one, which the client is told too. */
  public String requestId() {
    return requestId;
  }

  /** Logs the request; the cause is null unless it failed. */
  public void answered(int status, @Nullable Throwable cause) {
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    String line = requestId + " " + action + " " + status + " " + millis + " ms";
    if (cause == null) {
      LOG.log(Level.INFO, line);
    } else {
      LOG.log(Level.WARNING, line, withoutMessages(cause, MOST_CAUSES));
    }
  }

  /** Logs what went wrong after the request was answered; null if nothing did. */
  public void cameTooLate(@Nullable Throwable cause) {
    if (cause != null) {
      LOG.log(
          Level.WARNING,
          requestId + " " + action + " was answered before this",
          withoutMessages(cause, MOST_CAUSES));
    }
  }

  private static Throwable withoutMessages(Throwable cause, int causes) {
    Throwable next = cause.getCause();
    Throwable bare =
        new Throwable(
            cause.getClass().getName(),
            next == null || causes == 0 ? null : withoutMessages(next, causes - 1));
    bare.setStackTrace(cause.getStackTrace());
    return bare;
  }
}
