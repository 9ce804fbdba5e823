package io.chatrooms.core.action;

/** The own rules of {@link ListRoomMemberships}, in their order of precedence. */
public enum ListRoomMembershipsRule implements Rule {
  /** Listed. */
  LRM_01("otherwise", "A, D (order, token)");

  private final String when;
  private final String source;

  ListRoomMembershipsRule(String when, String source) {
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
