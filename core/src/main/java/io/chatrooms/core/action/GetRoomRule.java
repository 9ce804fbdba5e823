package io.chatrooms.core.action;

/** The own rules of {@link GetRoom}, in their order of precedence. */
public enum GetRoomRule implements Rule {
  /** Found. */
  GRO_01("otherwise", "A");

  private final String when;
  private final String source;

  GetRoomRule(String when, String source) {
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
