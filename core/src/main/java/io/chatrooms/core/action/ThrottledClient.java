package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The caller asks too often (429, rule CRM-02).
 *
 * @param retryAfter how long to wait before asking again
 */
public record ThrottledClient(Duration retryAfter) implements Refusal {
  /**
   * A refusal that says how long to wait.
   *
   * @throws IllegalArgumentException if the wait is negative
   */
  public ThrottledClient {
    requireNonNull(retryAfter, "retryAfter");
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException("a wait is not negative");
    }
  }

  @Override
  public Rule rule() {
    return Rule.CRM_02;
  }

  @Override
  public String message() {
    return "Too many requests: ask again in " + retryMillis() + " ms";
  }

  /** Rounded up, since whoever asks a little too early is refused again; as far as longs reach. */
  private long retryMillis() {
    if (retryAfter.compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0) return Long.MAX_VALUE;
    long millis = retryAfter.toMillis();
    return retryAfter.equals(Duration.ofMillis(millis)) ? millis : millis + 1;
  }

  @Override
  public <T> T matchRefusal(Cases<? extends T> cases) {
    return cases.throttledClient(this);
  }
}
