package io.chatrooms.core.action;

import java.util.List;
import java.util.Locale;

/**
 * What a case of a rule can set: the caller, the fields of the request, and the world. See
 * rules/README.md among the test resources for what each means.
 */
enum Setting {
  CALLER(
      "account administrator",
      "bob",
      "ann",
      "nobody",
      "account administrator of another account",
      "bob of another account"),
  ACCOUNT_ID("\"acme\"", "missing"),
  ROOM_ID("\"lounge\"", "\"\\u2007\"", "\"lounge\\u0000\""),
  MEMBER_ID("\"ann\"", "\"m\" times 129", "\"\\uDC00\""),
  ROLE("none", "Administrator", "Member", "administrator"),
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
  ROOMS_PER_MEMBER("10", "2", "1");

  /** The values worth trying, the one that holds unless a case says otherwise first. */
  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of text.
  final List<String> values;

  Setting(String... values) {
    this.values = List.of(values);
  }

  /** The name in the tables, such as {@code ann in room}. */
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
