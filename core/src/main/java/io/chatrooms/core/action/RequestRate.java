package io.chatrooms.core.action;

import java.time.Duration;
import java.util.Optional;

/**
 * Limits how often a caller may ask (ANY-02). Implementations are safe for use by many threads.
 * They may throw a {@link io.chatrooms.core.store.StoreException}.
 */
@FunctionalInterface
public interface RequestRate {
  /** Counts one request of the caller. Empty if it may go on; otherwise how long to wait. */
  Optional<Duration> count(Caller.Authenticated caller);

  /** A rate without a limit. */
  static RequestRate unlimited() {
    return caller -> Optional.empty();
  }
}
