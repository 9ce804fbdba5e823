package io.chatrooms.core.action;

/** The own rules of {@link UpdateRoom}, in their order of precedence. */
public enum UpdateRoomRule implements Rule {
  /** Forbidden. */
  URO_01("the caller is a plain member", "G, D"),
  /** Updated. */
  URO_02("otherwise", "A, D");

  private final String when;
  private final String source;

  UpdateRoomRule(String when, String source) {
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
