package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

/**
 * The caller may not ask this, or the member may not be added (403).
 *
 * @param reason why
 */
public record Forbidden(Reason reason) implements Refusal {
  /** A refusal with its reason. */
  public Forbidden {
    requireNonNull(reason, "reason");
  }

  @Override
  public Rule rule() {
    return reason.rule();
  }

  @Override
  public String message() {
    return reason.message;
  }

  @Override
  public <T> T matchRefusal(Cases<? extends T> cases) {
    return cases.forbidden(this);
  }

  /** Why something is forbidden. */
  public enum Reason {
    /** The caller is of another account, which may exist or not. */
    OTHER_ACCOUNT(Rule.CRM_04, "The caller belongs to another account"),
    /** The account is a Team account. */
    ACCOUNT_WITHOUT_ROOMS(Rule.CRM_06, "Rooms exist only in Enterprise accounts"),
    /** The account is suspended. */
    ACCOUNT_SUSPENDED(Rule.CRM_06, "The account is suspended"),
    /** The account has no member such as the caller. */
    CALLER_UNKNOWN(Rule.CRM_08, "The caller is not a member of the account"),
    /** The caller is a suspended user. */
    CALLER_SUSPENDED(Rule.CRM_08, "The caller is suspended"),
    /** The caller is a stopped bot. */
    CALLER_STOPPED(Rule.CRM_08, "The caller is stopped"),
    /** The caller is a webhook. */
    CALLER_WEBHOOK(Rule.CRM_08, "The caller is a webhook"),
    /** The caller has no place in the room. */
    CALLER_NOT_IN_ROOM(Rule.CRM_08, "The caller is not in the room"),
    /** The caller is a plain member of a room in which administrators invite. */
    INVITE_POLICY(Rule.CRM_09, "Only administrators may add members to the room"),
    /** The caller is a plain member and would grant more than it has. */
    ROLE_ABOVE_OWN(Rule.CRM_09, "Only administrators may add an administrator"),
    /** The member to add is a suspended user. */
    MEMBER_SUSPENDED(Rule.CRM_12, "The member is suspended"),
    /** The member to add is a stopped bot. */
    MEMBER_STOPPED(Rule.CRM_12, "The member is stopped"),
    /** The member to add is a bot, and the caller a plain member. */
    BOT_BY_PLAIN_MEMBER(Rule.CRM_12, "Only administrators may add a bot");

    private final Rule rule;
    private final String message;

    Reason(Rule rule, String message) {
      this.rule = rule;
      this.message = message;
    }

    /** The rule behind it. */
    public Rule rule() {
      return rule;
    }
  }
}
