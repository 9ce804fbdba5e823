package io.chatrooms.core.store;

import org.jspecify.annotations.Nullable;

/**
 * A store, or another port, failed. The message is for the host's log and never reaches a client.
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
   * True if the change may have been made, as when a connection is lost during a commit. False if
   * nothing changed.
   */
  public final boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
