package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.value.Text;

/**
 * One thing that is wrong with a request.
 *
 * @param field where it is wrong
 * @param problem what is wrong
 */
public record Violation(Field field, Problem problem) {
  /** A violation with both its parts. */
  public Violation {
    requireNonNull(field, "field");
    requireNonNull(problem, "problem");
  }

  /** Says both, and never what was sent. */
  public String message() {
    return field.apiName() + " " + problem.text;
  }

  /** A field of a request. */
  public enum Field {
    /** The account's id. */
    ACCOUNT_ID("AccountId"),
    /** The room's id. */
    ROOM_ID("RoomId"),
    /** The member's id. */
    MEMBER_ID("MemberId"),
    /** The role asked for. */
    ROLE("Role");

    private final String apiName;

    Field(String apiName) {
      this.apiName = apiName;
    }

    /** The name it has in the API. */
    public String apiName() {
      return apiName;
    }
  }

  /** What can be wrong with a field. */
  public enum Problem {
    /** An id is not there. */
    MISSING(Rule.CRM_03, "is missing"),
    /** An id has no character but white space. */
    BLANK(Rule.CRM_03, "has no character that is not white space"),
    /** An id is longer than the longest id that every store can index. */
    TOO_LONG(Rule.CRM_03, "has more than " + Text.MAX_ID_LENGTH + " code points"),
    /** An id holds U+0000. */
    HOLDS_NUL(Rule.CRM_03, "holds a NUL"),
    /** An id holds half a surrogate pair. */
    HOLDS_LONE_SURROGATE(Rule.CRM_03, "holds a lone surrogate"),
    /** The role is neither of the two. */
    UNKNOWN_ROLE(Rule.CRM_03, "is neither Administrator nor Member"),
    /** The member is a webhook. */
    WEBHOOK(Rule.CRM_11, "names a webhook, which is never in a room"),
    /** A bot is asked for as an administrator. */
    BOT_AS_ADMINISTRATOR(Rule.CRM_11, "is Administrator, which a bot never is");

    private final Rule rule;
    private final String text;

    Problem(Rule rule, String text) {
      this.rule = rule;
      this.text = text;
    }

    /** The rule that it violates. */
    public Rule rule() {
      return rule;
    }
  }
}
