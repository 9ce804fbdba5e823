package io.chatrooms.core.value;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The precision and the range of times, chosen so that every store returns them unchanged. */
public final class Times {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Times() {}

  /**
   * The time truncated to milliseconds: never rounded up, also before 1970.
   *
   * @throws IllegalArgumentException if the time is outside the years 1 to 9999
   */
  public static Instant truncate(Instant time) {
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new IllegalArgumentException("a time is within the years 1 to 9999");
    }
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
