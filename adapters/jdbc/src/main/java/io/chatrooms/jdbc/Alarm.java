package io.chatrooms.jdbc;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Interrupts a thread that waits for a connection of the pool when its time is over: a pool has no
 * other way to be told how long this caller may wait. The interrupt does not outlast the wait.
 */
final class Alarm {
  private static final long IDLE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor timer;

  Alarm() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "chatrooms-jdbc-alarm");
              thread.setDaemon(true);
              return thread;
            });
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
  }

  /** The result of the wait, which is interrupted at the deadline. */
  <T> T during(Deadline deadline, Supplier<T> wait) {
    if (!deadline.isSet()) {
      return wait.get();
    }
    Ring ring = new Ring(Thread.currentThread());
    Future<?> later = timer.schedule(ring, deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    try {
      return wait.get();
    } finally {
      later.cancel(false);
      ring.end();
    }
  }

  private static final class Ring implements Runnable {
    private final Thread waiting;
    private boolean over;
    private boolean rung;

    Ring(Thread waiting) {
      this.waiting = waiting;
    }

    /** A thread that somebody else has interrupted stops waiting anyway, and keeps its flag. */
    @Override
    public synchronized void run() {
      if (!over && !waiting.isInterrupted()) {
        rung = true;
        waiting.interrupt();
      }
    }

    synchronized void end() {
      over = true;
      if (rung) {
        Thread.interrupted();
      }
    }
  }
}
