package io.chatrooms.testkit;

import java.time.Duration;
import java.util.Random;

/** How long to search and how long to wait, as the system properties say. */
final class Effort {
  private Effort() {}

  static int times(int usual) {
    return usual * (int) atLeastOne("chatrooms.testkit.effort", 1);
  }

  /** How long an action may take. One that takes longer is taken for a deadlock. */
  static Duration patience() {
    return Duration.ofSeconds(atLeastOne("chatrooms.testkit.patience", 60));
  }

  /** The seed of a search: the one of the system property, or a random one. */
  static long seed() {
    return number("chatrooms.testkit.seed", new Random().nextLong());
  }

  private static long atLeastOne(String property, long usual) {
    long asked = number(property, usual);
    if (asked < 1 || asked > 1_000_000) {
      throw new IllegalArgumentException(property + " is 1 to 1,000,000, not " + asked);
    }
    return asked;
  }

  private static long number(String property, long usual) {
    String asked = System.getProperty(property);
    try {
      return asked == null ? usual : Long.parseLong(asked);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(property + " is not a whole number: " + asked, e);
    }
  }
}
