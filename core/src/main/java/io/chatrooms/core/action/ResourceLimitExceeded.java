package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

/**
 * The room or the member has as many memberships, or the account as many rooms, as it may have
 * (400).
 *
 * @param rule the rule that decided
 * @param resource the room, the member or the account
 * @param limit how many memberships, or rooms, it may have
 */
public record ResourceLimitExceeded(Rule rule, Resource resource, int limit)
    implements Refusal, CreateRoomMembership.Result, CreateRoom.Result {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the resource is a membership, or if the limit is less than
   *     1
   */
  public ResourceLimitExceeded {
    requireNonNull(rule, "rule");
    if (requireNonNull(resource, "resource") == Resource.MEMBERSHIP) {
      throw new IllegalArgumentException("a membership has no limit");
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
    String counted = resource == Resource.ACCOUNT ? " rooms" : " memberships";
    return "The " + resource.noun() + " has reached its limit of " + limit + counted;
  }
}
