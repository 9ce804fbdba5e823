package io.chatrooms.core.action;

/**
 * The rules that all actions share, in their order of precedence. They come before an action's own
 * rules. ANY-10 and ANY-11 apply whenever a port fails, at the point where it is asked.
 */
public enum SharedRule implements Rule {
  /** UnauthorizedClient. */
  ANY_01("the caller is not authenticated", "A"),
  /** ThrottledClient, with how long to wait. */
  ANY_02("the caller is over its request rate", "A"),
  /** BadRequest, with every violation. */
  ANY_03(
      "the request is malformed: an id is missing, is blank, has more than 128 code points, or"
          + " contains a NUL or a lone surrogate; a role is neither Administrator nor Member; a name"
          + " is missing where one is required, is blank, has more than 2,048 code points, or"
          + " contains a NUL or a lone surrogate; an invite policy is neither ADMINISTRATORS nor"
          + " ALL_MEMBERS; a list is missing, is empty, or has more than 50 items; the size of a"
          + " page is not 1 to 99; a page token is not one that the action returned for the same"
          + " request; or an idempotency token is not 2 to 64 letters, digits, hyphens and"
          + " underscores of ASCII",
      "A, D"),
  /** Forbidden, whether or not the account exists. */
  ANY_04("the caller belongs to another account", "D"),
  /** NotFound. */
  ANY_05("there is no such account", "A"),
  /** Forbidden. */
  ANY_06("the account is a Team account, or is suspended", "A (Enterprise only), D (the outcome)"),
  /** NotFound. */
  ANY_07("the action names a room, and there is no such room in the account", "A"),
  /** Forbidden. */
  ANY_08("the caller is a member, and is unknown, suspended, stopped, or a webhook", "G, D"),
  /** Forbidden. */
  ANY_09("the action names a room, and the caller is a member that is not in the room", "G, D"),
  /** ServiceUnavailable. */
  ANY_10("the store cannot be reached, or gives up under contention after bounded retries", "A"),
  /** ServiceFailure, with the cause. */
  ANY_11("the store, or another port, fails in any other way", "A");

  private final String when;
  private final String source;

  SharedRule(String when, String source) {
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
