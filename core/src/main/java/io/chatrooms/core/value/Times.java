package io.chatrooms.core.value;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How fine a time is, and how far it reaches, so that every store gives back what it was given. */
public final class Times {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Times() {}

  /**
   * The millisecond that the time lies in: truncated, never rounded, also before 1970.
   *
   * @throws IllegalArgumentException outside the years 1 to 9999
   */
  public static Instant truncate(Instant time) {
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new IllegalArgumentException("a time lies in the years 1 to 9999");
    }
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
