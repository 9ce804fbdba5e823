package io.chatrooms.core.action;

/** The own rules of {@link CreateRoomMembership}, in their order of precedence. */
public enum CreateRoomMembershipRule implements Rule {
  /** Forbidden. */
  CRM_01(
      "the caller is a plain member, and the invite policy of the room is ADMINISTRATORS or the"
          + " role asked for is Administrator",
      "G, D (a role above one's own)"),
  /** NotFound. */
  CRM_02("there is no such member in the account", "A, D"),
  /** BadRequest. */
  CRM_03(
      "the member is a webhook; or the member is a bot, and the role asked for is Administrator",
      "A (users and bots), D (the outcome)"),
  /** Forbidden. */
  CRM_04(
      "the user is suspended, or the bot is stopped; or the member is a bot, and the caller is a"
          + " plain member",
      "G (bots), D (users)"),
  /** Conflict, with the existing membership. */
  CRM_05("the member is already in the room, whatever the role asked for", "A, D"),
  /** ResourceLimitExceeded. */
  CRM_06("the room has as many memberships as its limit allows", "A, G"),
  /** ResourceLimitExceeded. */
  CRM_07("the member is in as many rooms as a member may be in", "A, G"),
  /** Created. */
  CRM_08("otherwise", "A");

  private final String when;
  private final String source;

  CreateRoomMembershipRule(String when, String source) {
    this.when = when;
    this.source = source;
  }

  @Override
  public String when() {
    return when;
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public String toString() {
    return number();
  }
}
