package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The caller is over its request rate (429).
 *
 * @param rule the rule that decided
 * @param retryAfter how long to wait before the next request
 */
public record ThrottledClient(Rule rule, Duration retryAfter) implements CommonRefusal {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public ThrottledClient {
    requireNonNull(rule, "rule");
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException("a wait is not negative: " + retryAfter);
    }
  }

  @Override
  public Kind kind() {
    return Kind.THROTTLED_CLIENT;
  }

  @Override
  public String message() {
    return "Too many requests: try again in " + retryAfter;
  }
}
