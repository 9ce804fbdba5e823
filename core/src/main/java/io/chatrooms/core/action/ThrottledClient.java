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
    return "Too many requests: ask again in " + retryAfter;
  }

  @Override
  public <T> T matchRefusal(Cases<? extends T> cases) {
    return cases.throttledClient(this);
  }
}
