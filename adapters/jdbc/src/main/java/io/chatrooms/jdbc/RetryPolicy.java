package io.chatrooms.jdbc;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.store.StoreException;
import java.time.Duration;

/**
 * How often, and for how long, a store repeats an operation that had to give way to another
 * transaction: a deadlock, a serialization failure, a lock that was not available in time. Nothing
 * is repeated if its outcome is unknown, and nothing in a transaction of the host. Between two
 * attempts the store waits for a random time, at most 8 ms after the first attempt, twice as long
 * after each further one, and at most 256 ms. Immutable.
 *
 * @param attempts how often an operation is tried, the first time included: 1 or more
 * @param longest no attempt begins later than this after the first one
 * @param observer is called before each repetition
 */
public record RetryPolicy(int attempts, Duration longest, Observer observer) {
  /** At most 12 attempts within 10 seconds, unobserved. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(12, Duration.ofSeconds(10), (attempt, failure) -> {});

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if there is less than one attempt, or if the time is negative
   */
  public RetryPolicy {
    requireNonNull(longest, "longest");
    requireNonNull(observer, "observer");
    if (attempts < 1) {
      throw new IllegalArgumentException("an operation is tried 1 time or more, not " + attempts);
    }
    if (longest.isNegative()) {
      throw new IllegalArgumentException("the longest time is 0 or more, not " + longest);
    }
  }

  /** The same policy with another number of attempts. */
  public RetryPolicy withAttempts(int attempts) {
    return new RetryPolicy(attempts, longest, observer);
  }

  /** The same policy with another longest time. */
  public RetryPolicy withLongest(Duration longest) {
    return new RetryPolicy(attempts, longest, observer);
  }

  /** The same policy with another observer. */
  public RetryPolicy withObserver(Observer observer) {
    return new RetryPolicy(attempts, longest, observer);
  }

  /** Is called before repetitions, to count or log them. Safe for use by many threads. */
  @FunctionalInterface
  public interface Observer {
    /**
     * An operation will be repeated. What this method throws is ignored.
     *
     * @param attempt the attempt that failed: 1 or more
     * @param failure why it failed; names codes of the database, and no data
     */
    void onRetry(int attempt, StoreException failure);
  }
}
