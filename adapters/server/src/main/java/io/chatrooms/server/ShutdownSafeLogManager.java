package io.chatrooms.server;

import java.util.logging.LogManager;

/**
 * Keeps logging during JVM shutdown. The default log manager closes its handlers in a shutdown
 * hook, which would lose the log of the last requests.
 */
public final class ShutdownSafeLogManager extends LogManager {
  /** Called by the JDK. */
  public ShutdownSafeLogManager() {}

  /** Does nothing. The JDK calls it at startup, when nothing is configured, and at shutdown. */
  @Override
  public void reset() {}
}
