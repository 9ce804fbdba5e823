package io.chatrooms.http.standalone;

import java.util.logging.LogManager;

/**
 * Keeps logging while the JVM ends: by itself the log ends first, and with it what is told of the
 * last requests.
 */
public final class LastingLog extends LogManager {
  /** For the JVM alone. */
  public LastingLog() {}

  /** Does nothing, neither at the start, where nothing is set yet, nor at the end. */
  @Override
  public void reset() {}
}
