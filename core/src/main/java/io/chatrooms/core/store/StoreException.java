package io.chatrooms.core.store;

import org.jspecify.annotations.Nullable;

/**
 * A store, or another port, could not do what it was asked. Its message is for the host's log: it
 * never reaches a client.
 */
public abstract sealed class StoreException extends RuntimeException
    permits StoreUnavailableException, StoreBrokenException {
  private static final long serialVersionUID = 1L;

  private final boolean outcomeUnknown;

  StoreException(String message, boolean outcomeUnknown, @Nullable Throwable cause) {
    super(message, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  /**
   * True if what was asked for may have been done all the same, as when a connection is lost during
   * a commit; false if nothing changed.
   */
  public final boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
