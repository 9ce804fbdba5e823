package io.chatrooms.testkit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where threads wait for each other. They wait busily: waking them up takes longer than an action
 * in memory, and they would run one after the other.
 */
final class StartingLine {
  private final AtomicInteger missing;

  StartingLine(int threads) {
    missing = new AtomicInteger(threads);
  }

  @SuppressWarnings("ThreadPriorityCheck") // there may be more threads than processors
  void waitForAll() {
    missing.decrementAndGet();
    while (missing.get() > 0 && !Thread.currentThread().isInterrupted()) {
      Thread.yield();
    }
  }

  /** Waits busily. */
  @SuppressWarnings("ThreadPriorityCheck") // there may be more threads than processors
  static void letPass(long nanos) {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < nanos) {
      Thread.yield();
    }
  }
}
