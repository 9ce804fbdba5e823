package io.chatrooms.core.store;

import org.jspecify.annotations.Nullable;

/** The store failed in a way that trying again does not mend. */
public final class StoreBrokenException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** A failure with its cause, where there is one, and whether the change may have happened. */
  public StoreBrokenException(String message, boolean outcomeUnknown, @Nullable Throwable cause) {
    super(message, outcomeUnknown, cause);
  }
}
