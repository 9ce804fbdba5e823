package io.chatrooms.core.action;

/** Something that a request names. */
public enum Resource {
  /** The account. */
  ACCOUNT("account"),
  /** The room. */
  ROOM("room"),
  /** The member. */
  MEMBER("member");

  private final String noun;

  Resource(String noun) {
    this.noun = noun;
  }

  String noun() {
    return noun;
  }
}
