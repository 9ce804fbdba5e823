package io.chatrooms.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections may be open. */
final class ConnectionLimit {
  /**
   * The memory that one connection may hold: its buffers, its headers, and the part of its body
   * that is not counted otherwise.
   */
  private static final long BYTES_PER_CONNECTION = 48 << 10;

  /** The part of the heap that connections may hold together. */
  private static final int HEAP_SHARE = 4;

  /** Files that are open for other reasons: the jar, the store, its connections. */
  private static final int RESERVED_FILES = 100;

  private static final int LEAST = 16;
  private static final int MOST = 20_000;

  private ConnectionLimit() {}

  /** What the heap and the limit of open files allow. */
  static int byResources(int poolSize) {
    long byHeap = Runtime.getRuntime().maxMemory() / HEAP_SHARE / BYTES_PER_CONNECTION;
    long byFiles = maxFiles() - RESERVED_FILES - poolSize;
    return (int) Math.max(LEAST, Math.min(MOST, Math.min(byHeap, byFiles)));
  }

  private static long maxFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
