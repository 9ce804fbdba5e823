package io.chatrooms.core.action;

/** What a request names. */
public enum Resource {
  /** The account. */
  ACCOUNT("account"),
  /** The room. */
  ROOM("room"),
  /** The member. */
  MEMBER("member"),
  /** The member's membership of the room. */
  MEMBERSHIP("membership");

  private final String noun;

  Resource(String noun) {
    this.noun = noun;
  }

  String noun() {
    return noun;
  }
}
