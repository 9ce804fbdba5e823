package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

/**
 * Something that the request names does not exist (404).
 *
 * @param rule the rule that decided
 * @param resource what does not exist
 */
public record NotFound(Rule rule, Resource resource) implements CommonRefusal {
  /** Checks that both parts are given. */
  public NotFound {
    requireNonNull(rule, "rule");
    requireNonNull(resource, "resource");
  }

  @Override
  public Kind kind() {
    return Kind.NOT_FOUND;
  }

  @Override
  public String message() {
    return resource == Resource.MEMBERSHIP
        ? "The member is not in the room"
        : "There is no such " + resource.noun();
  }
}
