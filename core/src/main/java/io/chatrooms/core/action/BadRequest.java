package io.chatrooms.core.action;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The request cannot be meant (400, rules CRM-03 and CRM-11).
 *
 * @param violations everything that is wrong with it, at least one thing, in the order of the
 *     fields
 */
public record BadRequest(List<Violation> violations) implements Refusal {
  /**
   * Copies the violations.
   *
   * @throws IllegalArgumentException if there are none
   */
  public BadRequest {
    violations = List.copyOf(violations);
    if (violations.isEmpty()) {
      throw new IllegalArgumentException("a bad request violates something");
    }
  }

  @Override
  public Rule rule() {
    return violations.get(0).problem().rule();
  }

  @Override
  public String message() {
    return violations.stream().map(Violation::message).collect(Collectors.joining("; "));
  }

  @Override
  public <T> T matchRefusal(Cases<? extends T> cases) {
    return cases.badRequest(this);
  }
}
