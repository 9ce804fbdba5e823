package io.chatrooms.http.wire;

/** Thrown if a request violates the protocol. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  /** Creates an exception with a message for the client, which must not quote the request. */
  public MalformedException(String why) {
    super(why);
    this.why = why;
  }

  /** The message for the client. */
  public String why() {
    return why;
  }
}
