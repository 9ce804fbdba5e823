package io.chatrooms.testkit;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks again, as long as the kit is patient: a store may give up at once whenever another commits,
 * and call that unavailable.
 */
final class Patience {
  private static final int AT_ONCE = 3;
  private static final int LONGEST_PAUSE_MILLIS = 20;

  private final Duration longest = Effort.patience();
  private final long end = System.nanoTime() + longest.toNanos();
  private int attempts;

  /**
   * Waits a little; fails once all patience is gone.
   *
   * @param what the store did all the time
   */
  void orFail(String what) {
    if (System.nanoTime() - end >= 0) {
      throw new AssertionError(
          "The store %s for %d seconds on end, %d times"
              .formatted(what, longest.toSeconds(), attempts));
    }
    if (++attempts > AT_ONCE) {
      long millis = ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS);
      LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
  }
}
