package io.chatrooms.core.action;

/** The own rules of {@link DeleteRoomMembership}, in their order of precedence. */
public enum DeleteRoomMembershipRule implements Rule {
  /** NotFound. */
  DRM_01("the member is not in the room", "A"),
  /** Forbidden. */
  DRM_02("the caller is a plain member, and not the member itself", "G, D"),
  /** Forbidden. */
  DRM_03(
      "the member is the last administrator of the room, and others are in it",
      "G (the rule), D (the outcome)"),
  /** Deleted. */
  DRM_04("otherwise", "A");

  private final String when;
  private final String source;

  DeleteRoomMembershipRule(String when, String source) {
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
