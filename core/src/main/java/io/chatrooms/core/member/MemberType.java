package io.chatrooms.core.member;

/** The type of a member. */
public enum MemberType {
  /** A person. */
  USER("User"),
  /** A program that takes part in rooms. It cannot be an administrator. */
  BOT("Bot"),
  /** An address to post messages to. It cannot be in a room and cannot be a caller. */
  WEBHOOK("Webhook");

  private final String apiName;

  MemberType(String apiName) {
    this.apiName = apiName;
  }

  /** The name of the type in the API. */
  public String apiName() {
    return apiName;
  }
}
