package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The request is invalid (400): malformed (ANY-03), or impossible for the member that it names.
 *
 * @param rule the rule that decided
 * @param violations everything that is wrong with the request, at least one thing, in the order of
 *     the fields
 */
public record BadRequest(Rule rule, List<Violation> violations) implements CommonRefusal {
  /**
   * Copies the violations.
   *
   * @throws IllegalArgumentException if there are none
   */
  public BadRequest {
    requireNonNull(rule, "rule");
    violations = List.copyOf(violations);
    if (violations.isEmpty()) {
      throw new IllegalArgumentException("a bad request has at least one violation");
    }
  }

  static BadRequest of(Rule rule, Violation.Field field, Violation.Problem problem) {
    return new BadRequest(rule, List.of(new Violation(field, problem)));
  }

  @Override
  public Kind kind() {
    return Kind.BAD_REQUEST;
  }

  @Override
  public String message() {
    return violations.stream().map(Violation::message).collect(Collectors.joining("; "));
  }
}
