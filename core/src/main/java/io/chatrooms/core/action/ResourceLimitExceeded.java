package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

/**
 * The room or the member has as many memberships as it may have (400).
 *
 * @param rule the rule that decided
 * @param resource the room or the member
 * @param limit how many memberships it may have
 */
public record ResourceLimitExceeded(Rule rule, Resource resource, int limit)
    implements Refusal, CreateRoomMembership.Result {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the resource is neither a room nor a member, or if the
   *     limit is less than 1
   */
  public ResourceLimitExceeded {
    requireNonNull(rule, "rule");
    if (resource != Resource.ROOM && resource != Resource.MEMBER) {
      throw new IllegalArgumentException("only a room and a member have a limit, not " + resource);
    }
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is 1 or more, not " + limit);
    }
  }

  @Override
  public Kind kind() {
    return Kind.RESOURCE_LIMIT_EXCEEDED;
  }

  @Override
  public String message() {
    return "The " + resource.noun() + " has reached its limit of " + limit + " memberships";
  }
}
