package io.chatrooms.core.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be reached, or gave up under contention: worth trying later. */
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** A failure with its cause, where there is one, and whether the change may have happened. */
  public StoreUnavailableException(
      String message, boolean outcomeUnknown, @Nullable Throwable cause) {
    super(message, outcomeUnknown, cause);
  }
}
