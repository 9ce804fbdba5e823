package io.chatrooms.core.membership;

import java.util.Optional;

/** What a member may do in a room. */
public enum Role {
  /** Runs the room. Users only. */
  ADMINISTRATOR("Administrator"),
  /** Takes part in it. */
  MEMBER("Member");

  private final String apiName;

  Role(String apiName) {
    this.apiName = apiName;
  }

  /** The name it has in the API. */
  public String apiName() {
    return apiName;
  }

  /** The role of this name in the API, to the letter; empty if there is none. */
  public static Optional<Role> named(String apiName) {
    for (Role role : values()) {
      if (role.apiName.equals(apiName)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
