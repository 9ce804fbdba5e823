package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

/**
 * The caller may not do this, or it may not be done to the member (403).
 *
 * @param rule the rule that decided
 * @param reason why it is forbidden
 */
public record Forbidden(Rule rule, Reason reason) implements CommonRefusal {
  /** Checks that both parts are given. */
  public Forbidden {
    requireNonNull(rule, "rule");
    requireNonNull(reason, "reason");
  }

  @Override
  public Kind kind() {
    return Kind.FORBIDDEN;
  }

  @Override
  public String message() {
    return reason.message;
  }

  /** Why something is forbidden. */
  public enum Reason {
    /** The caller belongs to another account, which may or may not exist. */
    OTHER_ACCOUNT("The caller belongs to another account"),
    /** The account is a Team account. */
    ACCOUNT_WITHOUT_ROOMS("Only Enterprise accounts have rooms"),
    /** The account is suspended. */
    ACCOUNT_SUSPENDED("The account is suspended"),
    /** The caller is not a member of the account. */
    CALLER_UNKNOWN("The caller is not a member of the account"),
    /** The caller is a suspended user. */
    CALLER_SUSPENDED("The caller is suspended"),
    /** The caller is a stopped bot. */
    CALLER_STOPPED("The caller is stopped"),
    /** The caller is a webhook. */
    CALLER_WEBHOOK("The caller is a webhook"),
    /** The caller has no membership of the room. */
    CALLER_NOT_IN_ROOM("The caller is not in the room"),
    /** A plain member adds someone, and the invite policy is ADMINISTRATORS. */
    INVITE_POLICY("Only administrators may add members to the room"),
    /** A plain member adds an administrator. */
    ROLE_ABOVE_OWN("Only administrators may add an administrator"),
    /** A plain member adds a bot. */
    BOT_BY_PLAIN_MEMBER("Only administrators may add a bot"),
    /** A plain member changes a role. */
    ROLE_CHANGE_BY_PLAIN_MEMBER("Only administrators may change a role"),
    /** A plain member removes another member. */
    REMOVAL_BY_PLAIN_MEMBER("Only administrators may remove other members"),
    /** The member is unknown to the account and would become an administrator. */
    MEMBER_UNKNOWN("The member is not a member of the account"),
    /** The member is a suspended user. */
    MEMBER_SUSPENDED("The member is suspended"),
    /** The member is a stopped bot. */
    MEMBER_STOPPED("The member is stopped"),
    /** The member is the room's last administrator. */
    LAST_ADMINISTRATOR("The member is the last administrator of the room"),
    /** A bot creates a room. */
    ROOM_BY_BOT("A bot cannot create a room"),
    /** A plain member changes the room. */
    ROOM_CHANGE_BY_PLAIN_MEMBER("Only administrators may change the room"),
    /** A plain member deletes the room. */
    ROOM_REMOVAL_BY_PLAIN_MEMBER("Only administrators may delete the room"),
    /** A member lists rooms other than its own. */
    ROOMS_OF_OTHERS("A member may list only its own rooms");

    private final String message;

    Reason(String message) {
      this.message = message;
    }
  }
}
