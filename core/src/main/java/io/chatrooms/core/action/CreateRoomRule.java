package io.chatrooms.core.action;

/** The own rules of {@link CreateRoom}, in their order of precedence. */
public enum CreateRoomRule implements Rule {
  /** Forbidden. */
  CRO_01("the caller is a bot", "D"),
  /** BadRequest. */
  CRO_02(
      "the caller has given the same idempotency token before, with another name, and that room still exists",
      "A (the token), D (the outcome)"),
  /** Created, with the room that exists. */
  CRO_03(
      "the caller has given the same idempotency token before, with the same name, and that room still exists",
      "A"),
  /** ResourceLimitExceeded. */
  CRO_04("the account has as many rooms as it may have", "G"),
  /** ResourceLimitExceeded. */
  CRO_05("the caller is a member, and is in as many rooms as it may be", "G, D"),
  /** Created. */
  CRO_06("otherwise", "A, G");

  private final String when;
  private final String source;

  CreateRoomRule(String when, String source) {
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
