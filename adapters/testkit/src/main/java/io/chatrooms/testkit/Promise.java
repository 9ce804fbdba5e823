package io.chatrooms.testkit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The promises of {@link io.chatrooms.core.membership.RoomMembershipRepository}, in their order,
 * each with what the author of a store looks at first if it is broken.
 */
enum Promise {
  ONE_INSTANT(1, "how facts and pages are read: in one statement, one snapshot, or under one lock"),
  ALL_OR_NOTHING(
      2,
      "what confirm has written by the time it declines, and whether the facts that it returns are"
          + " read after its locks were taken"),
  ONLY_ON_WHAT_WAS_SEEN(
      3,
      "what confirm compares before it writes (account, room, caller, the caller's membership,"
          + " member, and no count), and whether others can write between the comparison and the"
          + " write"),
  NO_TWINS(4, "the unique key of memberships, and whether the check and the insert are one step"),
  NO_LIMIT_PASSED(
      5,
      "where the counts of the room and of the member are compared with their limits: under the"
          + " same lock, or in the same statement, as the insert"),
  AN_ADMINISTRATOR_IS_LEFT(
      6,
      "where the room's administrators are counted: under the same lock on the room as every"
          + " removal and change of role"),
  ONCE(
      7,
      "whether confirm compares change.before() with the membership as it is under the locks, for"
          + " every kind of change"),
  SEEN(8, "caches, copies that lag behind, and writes that return before they are committed"),
  WHOLE_LISTINGS(
      9,
      "the order of the listing (code points, neither a collation nor UTF-16 units), the lower"
          + " bound of the page, and how it is found out whether there is a next page"),
  NO_ORPHANS(
      10,
      "whether the removal of a room or a member is one transaction, or one step under all the"
          + " locks that readers take, for its memberships, the counters and every index"),
  TWO_FAILURES(11, "where the exceptions of the database or the driver are translated"),
  NOTHING_BENT(
      12,
      "the types and collations of columns, padding and trimming, time zones and rounding, and keys"
          + " that join ids");

  private static final Pattern ONE_PROMISE = Pattern.compile("\\b[Pp]romise (\\d+)\\b");

  private final int number;
  private final String hint;

  Promise(int number, String hint) {
    this.number = number;
    this.hint = hint;
  }

  int number() {
    return number;
  }

  /** What to look at first. */
  String hint() {
    return "Look first at " + hint + ".";
  }

  /** The only promise that the name of a test names; empty if it names several or none. */
  static Optional<Promise> namedIn(String testName) {
    Matcher matcher = ONE_PROMISE.matcher(testName);
    return matcher.find()
        ? Stream.of(values())
            .filter(promise -> matcher.group(1).equals(Integer.toString(promise.number)))
            .findFirst()
        : Optional.empty();
  }

  /** A sentence that names the promises, and the hints of all of them. */
  static String broken(List<Promise> promises) {
    String numbers =
        promises.stream().map(p -> Integer.toString(p.number())).collect(Collectors.joining(", "));
    return promises.size() == 1
        ? "The store breaks promise " + numbers + "."
        : "The store breaks one of promises " + numbers + ".";
  }

  /** What to look at first if one of these is broken. */
  static String hints(List<Promise> promises) {
    return promises.size() == 1
        ? promises.get(0).hint()
        : promises.stream()
            .map(promise -> "%n  Promise %s: %s".formatted(promise.number(), promise.hint))
            .collect(Collectors.joining("", "Look first at", ""));
  }
}
