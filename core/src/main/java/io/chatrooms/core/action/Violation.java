package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.value.Text;

/**
 * One thing that is wrong with a request.
 *
 * @param field the field that is wrong
 * @param problem what is wrong with it
 */
public record Violation(Field field, Problem problem) {
  /** Checks that both parts are given. */
  public Violation {
    requireNonNull(field, "field");
    requireNonNull(problem, "problem");
  }

  /** A clause for the client that asked. It never repeats the value that was sent. */
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
    ROLE("Role"),
    /** The items of a batch. */
    MEMBERSHIP_ITEM_LIST("MembershipItemList"),
    /** The room's name. */
    NAME("Name"),
    /** The room's invite policy. */
    INVITE_POLICY("InvitePolicy"),
    /** The idempotency token. */
    CLIENT_REQUEST_TOKEN("ClientRequestToken"),
    /** How many items a page has at most. */
    MAX_RESULTS("MaxResults"),
    /** The token for the next page. */
    NEXT_TOKEN("NextToken");

    private final String apiName;

    Field(String apiName) {
      this.apiName = apiName;
    }

    /** The name of the field in the API. */
    public String apiName() {
      return apiName;
    }
  }

  /** What can be wrong with a field. */
  public enum Problem {
    /** The field is missing. */
    MISSING("is missing"),
    /** The text is empty, or contains nothing but white space. */
    BLANK("is empty or blank"),
    /** The id is longer than every store can index. */
    TOO_LONG("has more than " + Text.MAX_ID_LENGTH + " code points"),
    /** The text contains U+0000. */
    CONTAINS_NUL("contains a NUL"),
    /** The text contains half a surrogate pair. */
    CONTAINS_LONE_SURROGATE("contains a lone surrogate"),
    /** The role is neither of the two. */
    UNKNOWN_ROLE("is neither Administrator nor Member"),
    /** The name is longer than every store can keep. */
    NAME_TOO_LONG("has more than " + Text.MAX_LENGTH + " code points"),
    /** The invite policy is neither of the two. */
    UNKNOWN_INVITE_POLICY("is neither ADMINISTRATORS nor ALL_MEMBERS"),
    /** The list has no items. */
    EMPTY("is empty"),
    /** The list is longer than a batch may be. */
    TOO_MANY_ITEMS("has more than 50 items"),
    /** The size of the page is not allowed. */
    OUT_OF_RANGE("is not a number from 1 to 99"),
    /** The page token is from elsewhere, is for another question, or was changed. */
    FOREIGN_TOKEN("is not a token that this action returned for the same request"),
    /** The idempotency token has another form. */
    MALFORMED_REQUEST_TOKEN("is not 2 to 64 letters, digits, hyphens and underscores of ASCII"),
    /** The idempotency token created a room, and other content is asked for now. */
    USED_REQUEST_TOKEN("was used before, with other content"),
    /** The member is a webhook. */
    WEBHOOK("is the id of a webhook, which cannot be in a room"),
    /** A bot is asked for as an administrator. */
    BOT_AS_ADMINISTRATOR("is Administrator, which a bot cannot be"),
    /** The member is a bot or a webhook. */
    NOT_A_USER("is not the id of a user, and only a user's role can change");

    private final String text;

    Problem(String text) {
      this.text = text;
    }
  }
}
