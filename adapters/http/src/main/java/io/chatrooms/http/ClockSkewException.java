package io.chatrooms.http;

/** Thrown if a signature is valid except that its date is too far from the clock. */
final class ClockSkewException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  /** Creates an exception with a message for the client. */
  ClockSkewException(String why) {
    super(why);
    this.why = why;
  }

  /** The message for the client. */
  String why() {
    return why;
  }
}
