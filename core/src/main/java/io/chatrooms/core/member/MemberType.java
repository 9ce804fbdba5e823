package io.chatrooms.core.member;

/** What a member is. */
public enum MemberType {
  /** A person. */
  USER("User"),
  /** A program that takes part in rooms; never an administrator of one. */
  BOT("Bot"),
  /** An address to post to; never in a room, and never a caller. */
  WEBHOOK("Webhook");

  private final String apiName;

  MemberType(String apiName) {
    this.apiName = apiName;
  }

  /** The name it has in the API. */
  public String apiName() {
    return apiName;
  }
}
