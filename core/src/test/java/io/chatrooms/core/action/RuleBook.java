package io.chatrooms.core.action;

import static io.chatrooms.core.action.Setting.ACCOUNT;
import static io.chatrooms.core.action.Setting.ACCOUNT_ID;
import static io.chatrooms.core.action.Setting.ANN;
import static io.chatrooms.core.action.Setting.ANN_IN_ROOM;
import static io.chatrooms.core.action.Setting.BOB;
import static io.chatrooms.core.action.Setting.BOB_IN_ROOM;
import static io.chatrooms.core.action.Setting.CALLER;
import static io.chatrooms.core.action.Setting.INVITE_POLICY;
import static io.chatrooms.core.action.Setting.MEMBER_ID;
import static io.chatrooms.core.action.Setting.OTHER_ADMINISTRATORS;
import static io.chatrooms.core.action.Setting.OTHER_MEMBERS;
import static io.chatrooms.core.action.Setting.OTHER_ROOMS_OF_ANN;
import static io.chatrooms.core.action.Setting.RATE;
import static io.chatrooms.core.action.Setting.ROLE;
import static io.chatrooms.core.action.Setting.ROOM;
import static io.chatrooms.core.action.Setting.ROOMS_PER_MEMBER;
import static io.chatrooms.core.action.Setting.ROOM_ID;
import static io.chatrooms.core.action.Setting.ROOM_LIMIT;
import static io.chatrooms.core.action.Setting.STORE;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules a second time, as obstacles to a situation: the first line that applies decides. It is
 * written from the rules and not from the code, and it reads the settings and not the facts. Each
 * condition holds by itself, whatever the lines before it say.
 */
final class RuleBook {
  /** A rule, or one of its alternatives. */
  record Line(String rule, Predicate<Situation> when, Function<Situation, String> outcome) {}

  /** What is malformed of the texts that {@link Setting} lists. */
  private static final Map<String, String> MALFORMED =
      Map.of(
          "missing", "MISSING",
          "\"\\u2007\"", "BLANK",
          "\"lounge\\u0000\"", "CONTAINS_NUL",
          "\"m\" times 129", "TOO_LONG",
          "\"\\uDC00\"", "CONTAINS_LONE_SURROGATE",
          "administrator", "UNKNOWN_ROLE");

  private static final List<Line> BEFORE_THE_STORE =
      List.of(
          line("ANY-01", s -> s.is(CALLER, "nobody"), "UnauthorizedClient"),
          line("ANY-10", s -> s.is(RATE, "unreachable"), "ServiceUnavailable"),
          line("ANY-11", s -> s.is(RATE, "broken"), "ServiceFailure"),
          new Line(
              "ANY-02",
              s -> s.get(RATE).startsWith("wait"),
              s -> "ThrottledClient: " + s.get(RATE).substring("wait ".length())),
          new Line("ANY-03", s -> !violations(s).isEmpty(), s -> "BadRequest: " + violations(s)),
          line(
              "ANY-04",
              s -> s.get(CALLER).endsWith("of another account"),
              "Forbidden: OTHER_ACCOUNT"),
          line("ANY-10", s -> s.is(STORE, "unreachable"), "ServiceUnavailable"),
          line("ANY-11", s -> s.is(STORE, "broken"), "ServiceFailure"));

  private static final List<Line> ON_FACTS =
      List.of(
          line("ANY-05", s -> s.is(ACCOUNT, "none"), "NotFound: ACCOUNT"),
          line("ANY-06", s -> s.is(ACCOUNT, "Team"), "Forbidden: ACCOUNT_WITHOUT_ROOMS"),
          line("ANY-06", s -> s.is(ACCOUNT, "suspended"), "Forbidden: ACCOUNT_SUSPENDED"),
          line("ANY-07", s -> s.is(ROOM, "none"), "NotFound: ROOM"),
          line("ANY-08", s -> callerIs(s, "unknown"), "Forbidden: CALLER_UNKNOWN"),
          line("ANY-08", s -> callerIs(s, "suspended user"), "Forbidden: CALLER_SUSPENDED"),
          line("ANY-08", s -> callerIs(s, "stopped bot"), "Forbidden: CALLER_STOPPED"),
          line("ANY-08", s -> callerIs(s, "webhook"), "Forbidden: CALLER_WEBHOOK"),
          line("ANY-09", s -> callerInRoom(s, "no"), "Forbidden: CALLER_NOT_IN_ROOM"));

  private static final List<Line> CREATE =
      List.of(
          line(
              "CRM-01",
              s -> callerInRoom(s, "Member") && s.is(INVITE_POLICY, "ADMINISTRATORS"),
              "Forbidden: INVITE_POLICY"),
          line(
              "CRM-01",
              s -> callerInRoom(s, "Member") && s.is(ROLE, "Administrator"),
              "Forbidden: ROLE_ABOVE_OWN"),
          line("CRM-02", s -> s.is(ANN, "unknown"), "NotFound: MEMBER"),
          line("CRM-03", s -> s.is(ANN, "webhook"), "BadRequest: MemberId WEBHOOK"),
          line(
              "CRM-03",
              s -> s.get(ANN).endsWith("bot") && s.is(ROLE, "Administrator"),
              "BadRequest: Role BOT_AS_ADMINISTRATOR"),
          line("CRM-04", s -> s.is(ANN, "suspended user"), "Forbidden: MEMBER_SUSPENDED"),
          line("CRM-04", s -> s.is(ANN, "stopped bot"), "Forbidden: MEMBER_STOPPED"),
          line(
              "CRM-04",
              s -> s.get(ANN).endsWith("bot") && callerInRoom(s, "Member"),
              "Forbidden: BOT_BY_PLAIN_MEMBER"),
          new Line(
              "CRM-05",
              RuleBook::annInRoom,
              s -> "Conflict: %s, invited by carol, earlier".formatted(s.get(ANN_IN_ROOM))),
          new Line(
              "CRM-06",
              s -> inRoom(s) >= s.number(ROOM_LIMIT),
              s -> "ResourceLimitExceeded: ROOM " + s.get(ROOM_LIMIT)),
          new Line(
              "CRM-07",
              s ->
                  s.number(OTHER_ROOMS_OF_ANN) + (annInRoom(s) ? 1 : 0)
                      >= s.number(ROOMS_PER_MEMBER),
              s -> "ResourceLimitExceeded: MEMBER " + s.get(ROOMS_PER_MEMBER)),
          new Line(
              "CRM-08",
              s -> true,
              s ->
                  "Created: %s, invited by %s, now; ann: %s"
                      .formatted(
                          s.is(ROLE, "none") ? "Member" : s.get(ROLE),
                          s.is(CALLER, "account administrator") ? "root" : s.get(CALLER),
                          s.get(ANN))));

  private static final List<Line> UPDATE =
      List.of(
          line("URM-01", s -> !annInRoom(s), "NotFound: MEMBERSHIP"),
          line("URM-02", s -> callerInRoom(s, "Member"), "Forbidden: ROLE_CHANGE_BY_PLAIN_MEMBER"),
          line(
              "URM-03",
              s -> s.get(ANN).endsWith("bot") || s.is(ANN, "webhook"),
              "BadRequest: MemberId NOT_A_USER"),
          new Line(
              "URM-04",
              s -> s.is(ROLE, "none") || s.is(ROLE, s.get(ANN_IN_ROOM)),
              s -> updated(s, s.get(ANN_IN_ROOM), "earlier")),
          line(
              "URM-05",
              s -> s.is(ROLE, "Administrator") && s.is(ANN, "suspended user"),
              "Forbidden: MEMBER_SUSPENDED"),
          line(
              "URM-05",
              s -> s.is(ROLE, "Administrator") && s.is(ANN, "unknown"),
              "Forbidden: MEMBER_UNKNOWN"),
          line("URM-06", RuleBook::annIsLastAdministrator, "Forbidden: LAST_ADMINISTRATOR"),
          new Line("URM-07", s -> true, s -> updated(s, s.get(ROLE), "now")));

  private static final List<Line> DELETE =
      List.of(
          line("DRM-01", s -> !annInRoom(s), "NotFound: MEMBERSHIP"),
          line(
              "DRM-02",
              s -> callerInRoom(s, "Member") && !s.is(CALLER, "ann"),
              "Forbidden: REMOVAL_BY_PLAIN_MEMBER"),
          line(
              "DRM-03",
              s -> annIsLastAdministrator(s) && inRoom(s) > 1,
              "Forbidden: LAST_ADMINISTRATOR"),
          new Line(
              "DRM-04",
              s -> true,
              s -> "Deleted: %s, invited by carol, earlier".formatted(s.get(ANN_IN_ROOM))));

  private static final List<Line> GET =
      List.of(
          line("GRM-01", s -> !annInRoom(s), "NotFound: MEMBERSHIP"),
          new Line(
              "GRM-02",
              s -> true,
              s ->
                  "Found: %s, invited by carol, earlier; ann: %s"
                      .formatted(s.get(ANN_IN_ROOM), s.get(ANN))));

  private RuleBook() {}

  /** The line that decides. */
  static Line decides(Situation situation) {
    return lines(situation.action())
        .filter(line -> line.when.test(situation))
        .findFirst()
        .orElseThrow();
  }

  /** True if the rule would apply, were there no rule before it. */
  static boolean applies(String rule, Situation situation) {
    return lines(situation.action())
        .anyMatch(line -> line.rule.equals(rule) && line.when.test(situation));
  }

  private static Stream<Line> lines(Action action) {
    List<Line> own =
        switch (action) {
          case CREATE -> CREATE;
          case UPDATE -> UPDATE;
          case DELETE -> DELETE;
          case GET -> GET;
        };
    return Stream.of(BEFORE_THE_STORE, ON_FACTS, own).flatMap(List::stream);
  }

  private static Line line(String rule, Predicate<Situation> when, String outcome) {
    return new Line(rule, when, s -> outcome);
  }

  private static String violations(Situation s) {
    return Stream.of(ACCOUNT_ID, ROOM_ID, MEMBER_ID, ROLE)
        .filter(field -> field != ROLE || s.action().hasRole())
        .filter(field -> MALFORMED.containsKey(s.get(field)))
        .map(field -> apiName(field) + " " + MALFORMED.get(s.get(field)))
        .collect(Collectors.joining(", "));
  }

  private static String apiName(Setting field) {
    return switch (field) {
      case ACCOUNT_ID -> "AccountId";
      case ROOM_ID -> "RoomId";
      case MEMBER_ID -> "MemberId";
      default -> "Role";
    };
  }

  private static boolean callerIs(Situation s, String what) {
    return (s.is(CALLER, "ann") && s.is(ANN, what)) || (s.is(CALLER, "bob") && s.is(BOB, what));
  }

  private static boolean callerInRoom(Situation s, String role) {
    return (s.is(CALLER, "ann") && s.is(ANN_IN_ROOM, role))
        || (s.is(CALLER, "bob") && s.is(BOB_IN_ROOM, role));
  }

  private static boolean annInRoom(Situation s) {
    return !s.is(ANN_IN_ROOM, "no");
  }

  private static int inRoom(Situation s) {
    return (annInRoom(s) ? 1 : 0)
        + (s.is(BOB_IN_ROOM, "no") ? 0 : 1)
        + s.number(OTHER_ADMINISTRATORS)
        + s.number(OTHER_MEMBERS);
  }

  private static boolean annIsLastAdministrator(Situation s) {
    return s.is(ANN_IN_ROOM, "Administrator")
        && !s.is(BOB_IN_ROOM, "Administrator")
        && s.number(OTHER_ADMINISTRATORS) == 0;
  }

  private static String updated(Situation s, String role, String when) {
    return "Updated: %s, invited by carol, %s; ann: %s".formatted(role, when, s.get(ANN));
  }
}
