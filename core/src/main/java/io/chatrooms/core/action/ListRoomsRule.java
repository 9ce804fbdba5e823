package io.chatrooms.core.action;

/** The own rules of {@link ListRooms}, in their order of precedence. */
public enum ListRoomsRule implements Rule {
  /** Forbidden. */
  LRO_01("the caller is a member and asks for rooms other than its own", "D"),
  /** NotFound. */
  LRO_02("a member is named that the account does not know", "D"),
  /** Listed. */
  LRO_03("otherwise", "A, D");

  private final String when;
  private final String source;

  ListRoomsRule(String when, String source) {
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
