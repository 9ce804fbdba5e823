package io.chatrooms.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory that all bodies take together, from their first byte until their requests are
 * answered. The first {@link #UNCOUNTED} bytes of each body are free, so large and slow bodies
 * cannot keep small ones out; the number of connections bounds those.
 */
final class BodyMemory {
  static final int UNCOUNTED = 8 << 10;

  /** A body is received in pieces, joined, decoded to text, and parsed. */
  private static final int COPIES = 4;

  private static final long LARGEST = 256L << 20;

  private final AtomicLong left =
      new AtomicLong(Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 4));

  /**
   * Reserves memory for this many bytes of a body; false, reserving none, if too little is left.
   */
  boolean reserve(long bytes) {
    if (left.addAndGet(-COPIES * bytes) >= 0) {
      return true;
    }
    release(bytes);
    return false;
  }

  void release(long bytes) {
    left.addAndGet(COPIES * bytes);
  }
}
