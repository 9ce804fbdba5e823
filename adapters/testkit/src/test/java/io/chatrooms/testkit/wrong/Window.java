package io.chatrooms.testkit.wrong;

/** Where a wrong store lets others in between its reading and its writing. */
final class Window {
  private Window() {}

  /** Long enough for all that any other thread does in one step. */
  static void open() {
    letOthersIn(1_000);
  }

  /** Long enough for a step of another thread that is running. */
  static void openBriefly() {
    letOthersIn(20);
  }

  @SuppressWarnings("ThreadPriorityCheck") // there may be more threads than processors
  private static void letOthersIn(int times) {
    for (int i = 0; i < times; i++) {
      Thread.yield();
    }
  }
}
