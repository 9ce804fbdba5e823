package io.chatrooms.core.action;

/**
 * The room or the member has as many memberships as it may have (400, rules CRM-14 and CRM-15).
 *
 * @param resource which of the two
 * @param limit how many that is
 */
public record ResourceLimitExceeded(Resource resource, int limit) implements Refusal {
  /**
   * A refusal that names the resource.
   *
   * @throws IllegalArgumentException if it is neither a room nor a member
   */
  public ResourceLimitExceeded {
    if (resource != Resource.ROOM && resource != Resource.MEMBER) {
      throw new IllegalArgumentException("only a room and a member have a limit");
    }
  }

  @Override
  public Rule rule() {
    return resource == Resource.ROOM ? Rule.CRM_14 : Rule.CRM_15;
  }

  @Override
  public String message() {
    return "The " + resource.noun() + " has reached its limit of " + limit + " memberships";
  }

  @Override
  public <T> T matchRefusal(Cases<? extends T> cases) {
    return cases.resourceLimitExceeded(this);
  }
}
