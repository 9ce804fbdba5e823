package io.chatrooms.testkit.wrong;

/** Where a wrong store lets other threads in between two steps. */
final class Window {
  private static final long LONGEST_NANOS = 20_000_000;

  private Window() {}

  private static Thread alone = Thread.currentThread();

  /** Keeps the window shut for this thread: it runs only while no other thread does. */
  static void shutForThisThread() {
    alone = Thread.currentThread();
  }

  /**
   * Waits long enough for another thread to do one step, and not so long that a loaded machine
   * takes it for a deadlock.
   */
  @SuppressWarnings("ThreadPriorityCheck") // there may be more threads than processors
  static void open() {
    if (Thread.currentThread() != alone) {
      long end = System.nanoTime() + LONGEST_NANOS;
      for (int i = 0; i < 1_000 && System.nanoTime() - end < 0; i++) {
        Thread.yield();
      }
    }
  }
}
