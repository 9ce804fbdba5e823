package io.chatrooms.core.action;

/** The own rules of {@link BatchCreateRoomMembership}, in their order of precedence. */
public enum BatchCreateRoomMembershipRule implements Rule {
  /** Processed. */
  BCM_01("otherwise", "A (some may fail), D (both lists in the result)");

  private final String when;
  private final String source;

  BatchCreateRoomMembershipRule(String when, String source) {
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
