package io.chatrooms.http.wire;

/** The request cannot be read. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  /** A request that is malformed in this way. */
  public MalformedException(String why) {
    super(why);
    this.why = why;
  }

  /** A sentence for the client, without what was sent. */
  public String why() {
    return why;
  }
}
