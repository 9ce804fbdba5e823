package io.chatrooms.core.store;

import org.jspecify.annotations.Nullable;

/** The store failed, and a retry does not help. */
public final class StoreBrokenException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** The cause is null if there is none. */
  public StoreBrokenException(String message, boolean outcomeUnknown, @Nullable Throwable cause) {
    super(message, outcomeUnknown, cause);
  }
}
