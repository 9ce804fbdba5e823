package io.chatrooms.jdbc;

import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Repeats what gave way to other transactions, as far as a policy allows. */
final class Retries {
  private static final int SHORTEST_PAUSE = 4;
  private static final int LONGEST_PAUSE = 256;

  private final RetryPolicy policy;

  Retries(RetryPolicy policy) {
    this.policy = policy;
  }

  /** Something that may give way to another transaction, and be repeated then. */
  interface Attempt<T> {
    T make() throws GaveWay;
  }

  /** An attempt changed nothing, and may succeed if it is repeated. */
  static final class GaveWay extends Exception {
    private static final long serialVersionUID = 1L;

    private final StoreException failure;
    private final int attempts;

    /** The failure is thrown if there is no further attempt. */
    GaveWay(StoreException failure) {
      this(failure, Integer.MAX_VALUE);
    }

    /** The same if there are at most so many attempts, whatever the policy. */
    GaveWay(StoreException failure, int attempts) {
      super(failure);
      this.failure = failure;
      this.attempts = attempts;
    }
  }

  /** The result of the first attempt that does not give way. None begins after the deadline. */
  <T> T run(Deadline deadline, Attempt<T> attempt) {
    long start = System.nanoTime();
    List<StoreException> earlier = new ArrayList<>();
    try {
      for (int i = 1; ; i++) {
        try {
          return attempt.make();
        } catch (GaveWay e) {
          Duration taken = Duration.ofNanos(System.nanoTime() - start);
          if (i >= Math.min(policy.attempts(), e.attempts)
              || taken.compareTo(policy.longest()) >= 0
              || deadline.isOver()) {
            throw e.failure;
          }
          earlier.add(e.failure);
          observe(i, e.failure);
        }
        pause(i, deadline);
      }
    } catch (StoreException e) {
      earlier.forEach(e::addSuppressed);
      throw e;
    }
  }

  private void observe(int attempt, StoreException failure) {
    try {
      policy.observer().onRetry(attempt, failure);
    } catch (RuntimeException e) {
      // An observer does not decide whether an operation is repeated.
    }
  }

  private static void pause(int attempt, Deadline deadline) {
    int longest = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE << Math.min(attempt, 10));
    int pause = ThreadLocalRandom.current().nextInt(1, longest);
    try {
      Thread.sleep(Math.min(pause, TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("Interrupted before another attempt", false, e);
    }
  }
}
