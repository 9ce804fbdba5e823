package io.chatrooms.server;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Notices that the heap is as good as full: the collector works almost all the time and frees
 * almost nothing. The JVM may go on like this for a long time without an {@link OutOfMemoryError}.
 * Call {@link #isExhausted} about once a second, from one thread.
 */
final class HeapWatch {
  private static final int SECONDS = 5;
  private static final double MOST_TIME = 0.8;
  private static final double MOST_HEAP = 0.9;

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final Runtime runtime = Runtime.getRuntime();
  private long lastTime = collectionTime();
  private long lastLook = System.nanoTime();
  private int fullSeconds;

  private long collectionTime() {
    long time = 0;
    for (int i = 0; i < collectors.size(); i++) {
      time += Math.max(0, collectors.get(i).getCollectionTime());
    }
    return time;
  }

  /** True if the heap has been as good as full for some seconds. */
  boolean isExhausted() {
    long now = System.nanoTime();
    long time = collectionTime();
    long passed = TimeUnit.NANOSECONDS.toMillis(now - lastLook);
    boolean collecting = time - lastTime > MOST_TIME * passed;
    boolean full = runtime.totalMemory() - runtime.freeMemory() > MOST_HEAP * runtime.maxMemory();
    fullSeconds = collecting && full ? fullSeconds + Math.max(1, (int) (passed / 1_000)) : 0;
    lastTime = time;
    lastLook = now;
    return fullSeconds >= SECONDS;
  }
}
