package io.chatrooms.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes the bodies that are under way may hold, all together. The first few thousand of
 * each are not counted, so that those who send much, slowly, keep nobody out who sends little.
 */
final class BodyMemory {
  static final int UNCOUNTED = 8 << 10;

  private static final long MOST = 64L << 20;

  private final AtomicLong left = new AtomicLong(MOST);

  /** Takes so many bytes; false if there are not so many left. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}
