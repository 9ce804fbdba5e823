package io.chatrooms.testkit.wrong;

/** Where a wrong store lets others in between its reading and its writing. */
final class Window {
  private Window() {}

  private static Thread alone = Thread.currentThread();

  /** Stays shut for this thread, which acts only while no other does. */
  static void shutForThisThread() {
    alone = Thread.currentThread();
  }

  /** Long enough for all that any other thread does in one step. */
  @SuppressWarnings("ThreadPriorityCheck") // there may be more threads than processors
  static void open() {
    if (Thread.currentThread() != alone) {
      for (int i = 0; i < 1_000; i++) {
        Thread.yield();
      }
    }
  }
}
