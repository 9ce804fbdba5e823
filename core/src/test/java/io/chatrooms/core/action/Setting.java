package io.chatrooms.core.action;

import io.chatrooms.core.action.Violation.Field;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a situation can set: the caller, the fields of the request, and the world. */
enum Setting {
  CALLER(
      "account administrator",
      "bob",
      "ann",
      "nobody",
      "account administrator of another account",
      "bob of another account"),
  ACCOUNT_ID(Field.ACCOUNT_ID, "acme", "missing"),
  ROOM_ID(Field.ROOM_ID, "lounge", "\u2007", "lounge\0"),
  /** In a batch, that of the item. */
  MEMBER_ID(Field.MEMBER_ID, "ann", "m".repeat(129), "\uDC00", "missing"),
  /** In a batch, that of the item. */
  ROLE(Field.ROLE, "missing", "Administrator", "Member", "administrator"),
  /** How many items of a batch there are; missing if there is no list. */
  ITEMS(Field.MEMBERSHIP_ITEM_LIST, "1", "0", "2", "51", "missing"),
  NAME(Field.NAME, "Launch", "Redundancies", "missing", "\uFEFF", "\uD800"),
  ASKED_POLICY(Field.INVITE_POLICY, "missing", "ADMINISTRATORS", "ALL_MEMBERS", "NOBODY"),
  REQUEST_TOKEN(Field.CLIENT_REQUEST_TOKEN, "missing", "token", "?"),
  MAX_RESULTS(Field.MAX_RESULTS, "missing", "1", "0", "100"),
  NEXT_TOKEN(Field.NEXT_TOKEN, "missing", "x"),
  RATE("unlimited", "wait PT0.25S", "unreachable", "broken"),
  STORE("reachable", "unreachable", "broken"),
  ACCOUNT("EnterpriseDirectory", "EnterpriseLWA", "EnterpriseOIDC", "Team", "suspended", "none"),
  ROOM("exists", "none"),
  INVITE_POLICY("ALL_MEMBERS", "ADMINISTRATORS"),
  ROOM_LIMIT("10", "2", "1"),
  ANN(
      "registered user",
      "unregistered user",
      "suspended user",
      "running bot",
      "stopped bot",
      "webhook",
      "unknown"),
  BOB(
      "registered user",
      "unregistered user",
      "suspended user",
      "running bot",
      "stopped bot",
      "webhook",
      "unknown"),
  ANN_IN_ROOM("Member", "Administrator", "no"),
  BOB_IN_ROOM("no", "Administrator", "Member"),
  OTHER_ADMINISTRATORS("1", "0"),
  OTHER_MEMBERS("0", "1", "12"),
  OTHER_ROOMS_OF_ANN("0", "1", "12"),
  ROOMS_PER_MEMBER("10", "2", "1"),
  /** Rooms that nobody is in. */
  EMPTY_ROOMS("0", "1", "12"),
  ROOMS_PER_ACCOUNT("100", "2", "1"),
  /** The name of the room that the caller has created with its token before. */
  TOKEN_USED_FOR("nothing", "Launch", "Landing");

  /** The values worth trying, the one that holds unless a case says otherwise first. */
  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of text.
  final List<String> values;

  /** The field of the request that is set; null if something else is. */
  final @Nullable Field field;

  Setting(String... values) {
    this(null, values);
  }

  Setting(@Nullable Field field, String... values) {
    this.field = field;
    this.values = List.of(values);
  }

  /** The setting of a field of a request. */
  static Setting of(Field field) {
    return Stream.of(values()).filter(setting -> setting.field == field).findFirst().orElseThrow();
  }

  /** True if it can make a difference to the action. */
  boolean matters(Action action) {
    return switch (this) {
      case MEMBER_ID, ROLE -> action == Action.BATCH || action.fields.contains(field);
      case EMPTY_ROOMS -> action == Action.CREATE_ROOM || action == Action.LIST_ROOMS;
      case ROOMS_PER_ACCOUNT, TOKEN_USED_FOR -> action == Action.CREATE_ROOM;
      default -> field == null || action.fields.contains(field);
    };
  }

  /** The name in a situation, such as {@code ann in room}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Setting labelled(String label) {
    for (Setting setting : values()) {
      if (setting.label().equals(label)) {
        return setting;
      }
    }
    throw new AssertionError("there is no setting called '" + label + "'");
  }
}
