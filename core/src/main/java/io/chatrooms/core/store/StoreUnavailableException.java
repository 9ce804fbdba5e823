package io.chatrooms.core.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be reached, or it gave up under contention. Another try later may succeed. */
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** The cause is null if there is none. */
  public StoreUnavailableException(
      String message, boolean outcomeUnknown, @Nullable Throwable cause) {
    super(message, outcomeUnknown, cause);
  }
}
