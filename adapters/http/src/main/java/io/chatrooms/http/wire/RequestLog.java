package io.chatrooms.http.wire;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Logs one request: its id, action, status and duration and, if it failed, the stack trace. It
 * leaves out exception messages, because they may quote personal data.
 */
public final class RequestLog {
  private static final System.Logger LOG = System.getLogger("io.chatrooms.http");

  /** A chain of causes may be cyclic. */
  private static final int MAX_CAUSES = 16;

  private final String requestId = UUID.randomUUID().toString();
  private final String action;
  private final long startedAt = System.nanoTime();

  /** Starts measuring a request for the action with this name. */
  public RequestLog(String action) {
    this.action = action;
  }

  /** The request's id, a random UUID, which the client gets too. */
  public String requestId() {
    return requestId;
  }

  /** Logs the answered request, with the cause if it failed. */
  public void answered(int status, @Nullable Throwable cause) {
    long millis = Duration.ofNanos(System.nanoTime() - startedAt).toMillis();
    String line = requestId + " " + action + " " + status + " " + millis + " ms";
    if (cause == null) {
      LOG.log(Level.INFO, line);
    } else {
      LOG.log(Level.WARNING, line, withoutMessages(cause, MAX_CAUSES));
    }
  }

  /** Logs a failure that came after the request was answered. Does nothing if the cause is null. */
  public void failedLate(@Nullable Throwable cause) {
    if (cause != null) {
      LOG.log(
          Level.WARNING,
          requestId + " " + action + " failed after it was answered",
          withoutMessages(cause, MAX_CAUSES));
    }
  }

  private static Throwable withoutMessages(Throwable cause, int causes) {
    Throwable next = cause.getCause();
    Throwable bare =
        new Throwable(
            cause.getClass().getName(),
            next == null || causes == 0 ? null : withoutMessages(next, causes - 1));
    bare.setStackTrace(cause.getStackTrace());
    if (causes > 0) {
      for (Throwable earlier : cause.getSuppressed()) {
        bare.addSuppressed(withoutMessages(earlier, causes - 1));
      }
    }
    return bare;
  }
}
