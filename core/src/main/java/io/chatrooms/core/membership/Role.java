package io.chatrooms.core.membership;

import java.util.Optional;

/** What a member may do in a room. */
public enum Role {
  /** Manages the room and its memberships. Users only. */
  ADMINISTRATOR("Administrator"),
  /** Takes part in the room. */
  MEMBER("Member");

  private final String apiName;

  Role(String apiName) {
    this.apiName = apiName;
  }

  /** The name of the role in the API. */
  public String apiName() {
    return apiName;
  }

  /** The role with exactly this name in the API; empty if there is none. */
  public static Optional<Role> named(String apiName) {
    for (Role role : values()) {
      if (role.apiName.equals(apiName)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
