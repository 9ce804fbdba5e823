package io.chatrooms.core.action;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a caller may ask (rule CRM-02). Implementations are safe for use by many threads. They
 * may throw a {@link io.chatrooms.core.store.StoreException}.
 */
@FunctionalInterface
public interface RequestRate {
  /** Counts one request of this caller. Empty if it may go on, else how long to wait. */
  Optional<Duration> count(Caller.Authenticated caller);

  /** Lets everyone ask as often as they like. */
  static RequestRate unlimited() {
    return caller -> Optional.empty();
  }
}
