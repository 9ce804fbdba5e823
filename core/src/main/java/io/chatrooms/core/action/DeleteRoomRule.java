package io.chatrooms.core.action;

/** The own rules of {@link DeleteRoom}, in their order of precedence. */
public enum DeleteRoomRule implements Rule {
  /** Forbidden. */
  DRO_01("the caller is a plain member", "G, D"),
  /** Deleted. */
  DRO_02("otherwise", "A, D");

  private final String when;
  private final String source;

  DeleteRoomRule(String when, String source) {
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
