package io.chatrooms.core.action;

/** The own rules of {@link UpdateRoomMembership}, in their order of precedence. */
public enum UpdateRoomMembershipRule implements Rule {
  /** NotFound. */
  URM_01("the member is not in the room", "A"),
  /** Forbidden. */
  URM_02("the caller is a plain member", "G, D"),
  /** BadRequest. */
  URM_03("the member is a bot or a webhook", "A (roles are for users)"),
  /** Updated, without a change. */
  URM_04("the role asked for is the role that the member has, or no role is asked for", "D"),
  /** Forbidden. */
  URM_05(
      "the role asked for is Administrator, and the user is suspended or no longer known to the"
          + " account",
      "D"),
  /** Forbidden. */
  URM_06(
      "the member is the last administrator of the room, even if nobody else is in it",
      "G (the rule), D (the outcome)"),
  /** Updated. */
  URM_07("otherwise", "A, D");

  private final String when;
  private final String source;

  UpdateRoomMembershipRule(String when, String source) {
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
