package io.chatrooms.core.action;

/** The own rules of {@link GetRoomMembership}, in their order of precedence. */
public enum GetRoomMembershipRule implements Rule {
  /** NotFound. */
  GRM_01("the member is not in the room", "D"),
  /** Found. */
  GRM_02("otherwise", "D");

  private final String when;
  private final String source;

  GetRoomMembershipRule(String when, String source) {
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
