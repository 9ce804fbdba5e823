package io.chatrooms.testkit;

import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Repeats what is unavailable without an effect. A store may give up whenever another commits, and
 * throw that it is unavailable.
 */
final class Patience {
  private static final int ATTEMPTS_WITHOUT_PAUSE = 3;
  private static final int LONGEST_PAUSE_MILLIS = 20;

  private Patience() {}

  /**
   * The first result that is not "unavailable, and nothing changed".
   *
   * @param asking an action that ends with ServiceUnavailable, or an operation of the port that
   *     throws a StoreUnavailableException
   */
  static <T> T untilAvailable(Supplier<T> asking) {
    Duration longest = Effort.patience();
    long end = System.nanoTime() + longest.toNanos();
    for (int attempt = 1; ; attempt++) {
      Object unavailable;
      try {
        T result = asking.get();
        if (!(result instanceof ServiceUnavailable refusal) || refusal.outcomeUnknown()) {
          return result;
        }
        unavailable = refusal;
      } catch (StoreUnavailableException e) {
        if (e.outcomeUnknown()) {
          throw e;
        }
        unavailable = e;
      }
      if (System.nanoTime() - end >= 0) {
        throw new AssertionError(
            "The store was unavailable %s times, for %s seconds; the last time: %s"
                .formatted(attempt, longest.toSeconds(), unavailable));
      }
      if (attempt > ATTEMPTS_WITHOUT_PAUSE) {
        long millis = ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS);
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
      }
    }
  }
}
