package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

/**
 * The caller is not authenticated (401).
 *
 * @param rule the rule that decided
 */
public record UnauthorizedClient(Rule rule) implements CommonRefusal {
  /** Checks that the rule is given. */
  public UnauthorizedClient {
    requireNonNull(rule, "rule");
  }

  @Override
  public Kind kind() {
    return Kind.UNAUTHORIZED_CLIENT;
  }

  @Override
  public String message() {
    return "The caller is not authenticated";
  }
}
