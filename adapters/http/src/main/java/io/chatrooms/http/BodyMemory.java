package io.chatrooms.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes that all bodies being received may hold together. The first {@link #UNCOUNTED}
 * bytes of each body are free, so large and slow bodies cannot keep small ones out.
 */
final class BodyMemory {
  static final int UNCOUNTED = 8 << 10;

  private static final long LIMIT = 64L << 20;

  private final AtomicLong left = new AtomicLong(LIMIT);

  /** Reserves this many bytes; returns false, and reserves none, if fewer are left. */
  boolean reserve(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void release(long bytes) {
    left.addAndGet(bytes);
  }
}
