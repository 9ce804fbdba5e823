package io.chatrooms.testkit;

import java.time.Duration;
import java.util.Random;

/** How long to search: as long as it takes by default, times the effort asked for. */
final class Effort {
  private Effort() {}

  static int times(int usual) {
    return usual * Math.max(1, Integer.getInteger("chatrooms.testkit.effort", 1));
  }

  /** How long an action may take; one that takes longer has most likely met a deadlock. */
  static Duration patience() {
    return Duration.ofSeconds(Integer.getInteger("chatrooms.testkit.patience", 60));
  }

  /** The seed of a search: the one asked for, or a fresh one. */
  static long seed() {
    return Long.getLong("chatrooms.testkit.seed", new Random().nextLong());
  }
}
