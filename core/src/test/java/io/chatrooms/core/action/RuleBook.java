package io.chatrooms.core.action;

import static io.chatrooms.core.action.OutcomeFields.object;
import static io.chatrooms.core.action.Setting.ACCOUNT;
import static io.chatrooms.core.action.Setting.ANN;
import static io.chatrooms.core.action.Setting.ANN_IN_ROOM;
import static io.chatrooms.core.action.Setting.ASKED_POLICY;
import static io.chatrooms.core.action.Setting.BOB;
import static io.chatrooms.core.action.Setting.BOB_IN_ROOM;
import static io.chatrooms.core.action.Setting.CALLER;
import static io.chatrooms.core.action.Setting.EMPTY_ROOMS;
import static io.chatrooms.core.action.Setting.INVITE_POLICY;
import static io.chatrooms.core.action.Setting.ITEMS;
import static io.chatrooms.core.action.Setting.MAX_RESULTS;
import static io.chatrooms.core.action.Setting.MEMBER_ID;
import static io.chatrooms.core.action.Setting.NAME;
import static io.chatrooms.core.action.Setting.OTHER_ADMINISTRATORS;
import static io.chatrooms.core.action.Setting.OTHER_MEMBERS;
import static io.chatrooms.core.action.Setting.OTHER_ROOMS_OF_ANN;
import static io.chatrooms.core.action.Setting.RATE;
import static io.chatrooms.core.action.Setting.REQUEST_TOKEN;
import static io.chatrooms.core.action.Setting.ROLE;
import static io.chatrooms.core.action.Setting.ROOM;
import static io.chatrooms.core.action.Setting.ROOMS_PER_ACCOUNT;
import static io.chatrooms.core.action.Setting.ROOMS_PER_MEMBER;
import static io.chatrooms.core.action.Setting.ROOM_LIMIT;
import static io.chatrooms.core.action.Setting.STORE;
import static io.chatrooms.core.action.Setting.TOKEN_USED_FOR;

import io.chatrooms.core.action.Violation.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules a second time, as obstacles to a situation: the first line that applies decides. It is
 * written from the rules and not from the code, and it reads the settings and not the facts. Each
 * condition holds by itself, whatever the lines before it say.
 */
final class RuleBook {
  /** A rule, or one of its alternatives. The outcome is as a case of the rules states it. */
  record Line(
      String rule,
      Predicate<Situation> when,
      Function<Situation, Map<String, @Nullable Object>> outcome) {}

  private static final List<Line> BEFORE_THE_STORE =
      List.of(
          line("ANY-01", s -> s.is(CALLER, "nobody"), object("Kind", "UnauthorizedClient")),
          line("ANY-10", s -> s.is(RATE, "unreachable"), failed("ServiceUnavailable")),
          line("ANY-11", s -> s.is(RATE, "broken"), failed("ServiceFailure")),
          new Line(
              "ANY-02",
              s -> s.get(RATE).startsWith("wait"),
              s ->
                  object(
                      "Kind",
                      "ThrottledClient",
                      "RetryAfter",
                      s.get(RATE).substring("wait ".length()))),
          new Line("ANY-03", s -> !violations(s).isEmpty(), s -> badRequest(violations(s))),
          line(
              "ANY-04",
              s -> s.get(CALLER).endsWith("of another account"),
              forbidden("OTHER_ACCOUNT")),
          line("ANY-10", s -> s.is(STORE, "unreachable"), failed("ServiceUnavailable")),
          line("ANY-11", s -> s.is(STORE, "broken"), failed("ServiceFailure")));

  private static final List<Line> ON_FACTS =
      List.of(
          line("ANY-05", s -> s.is(ACCOUNT, "none"), notFound("ACCOUNT")),
          line("ANY-06", s -> s.is(ACCOUNT, "Team"), forbidden("ACCOUNT_WITHOUT_ROOMS")),
          line("ANY-06", s -> s.is(ACCOUNT, "suspended"), forbidden("ACCOUNT_SUSPENDED")),
          line("ANY-07", s -> s.action().namesRoom() && s.is(ROOM, "none"), notFound("ROOM")),
          line("ANY-08", s -> callerIs(s, "unknown"), forbidden("CALLER_UNKNOWN")),
          line("ANY-08", s -> callerIs(s, "suspended user"), forbidden("CALLER_SUSPENDED")),
          line("ANY-08", s -> callerIs(s, "stopped bot"), forbidden("CALLER_STOPPED")),
          line("ANY-08", s -> callerIs(s, "webhook"), forbidden("CALLER_WEBHOOK")),
          line(
              "ANY-09",
              s -> s.action().namesRoom() && callerInRoom(s, "no"),
              forbidden("CALLER_NOT_IN_ROOM")));

  private static final Line INVITE =
      line(
          "CRM-01",
          s -> callerInRoom(s, "Member") && s.is(INVITE_POLICY, "ADMINISTRATORS"),
          forbidden("INVITE_POLICY"));

  private static final List<Line> CREATE =
      List.of(
          INVITE,
          line(
              "CRM-01",
              s -> callerInRoom(s, "Member") && s.is(ROLE, "Administrator"),
              forbidden("ROLE_ABOVE_OWN")),
          line("CRM-02", s -> s.is(ANN, "unknown"), notFound("MEMBER")),
          line("CRM-03", s -> s.is(ANN, "webhook"), badRequest("MemberId", "WEBHOOK")),
          line(
              "CRM-03",
              s -> s.get(ANN).endsWith("bot") && s.is(ROLE, "Administrator"),
              badRequest("Role", "BOT_AS_ADMINISTRATOR")),
          line("CRM-04", s -> s.is(ANN, "suspended user"), forbidden("MEMBER_SUSPENDED")),
          line("CRM-04", s -> s.is(ANN, "stopped bot"), forbidden("MEMBER_STOPPED")),
          line(
              "CRM-04",
              s -> s.get(ANN).endsWith("bot") && callerInRoom(s, "Member"),
              forbidden("BOT_BY_PLAIN_MEMBER")),
          new Line(
              "CRM-05",
              RuleBook::annInRoom,
              s ->
                  object(
                      "Kind",
                      "Conflict",
                      "RoomMembership",
                      object(
                          "Role",
                          s.get(ANN_IN_ROOM),
                          "InvitedBy",
                          "carol",
                          "UpdatedTimestamp",
                          "before"))),
          new Line(
              "CRM-06",
              s -> inRoom(s) >= s.number(ROOM_LIMIT),
              s -> exceeded("ROOM", s, ROOM_LIMIT)),
          new Line(
              "CRM-07",
              s -> roomsOfAnn(s) >= s.number(ROOMS_PER_MEMBER),
              s -> exceeded("MEMBER", s, ROOMS_PER_MEMBER)),
          new Line(
              "CRM-08",
              s -> true,
              s ->
                  ann(
                      s,
                      "Created",
                      s.is(ROLE, "missing") ? "Member" : s.get(ROLE),
                      caller(s),
                      "now")));

  private static final List<Line> BATCH =
      List.of(
          INVITE,
          new Line("BCM-01", s -> true, s -> object("Kind", "Processed", "Items", items(s))));

  private static final List<Line> UPDATE =
      List.of(
          line("URM-01", s -> !annInRoom(s), notFound("MEMBERSHIP")),
          line("URM-02", s -> callerInRoom(s, "Member"), forbidden("ROLE_CHANGE_BY_PLAIN_MEMBER")),
          line(
              "URM-03",
              s -> s.get(ANN).endsWith("bot") || s.is(ANN, "webhook"),
              badRequest("MemberId", "NOT_A_USER")),
          new Line(
              "URM-04",
              s -> s.is(ROLE, "missing") || s.is(ROLE, s.get(ANN_IN_ROOM)),
              s -> ann(s, "Updated", s.get(ANN_IN_ROOM), "carol", "before")),
          line(
              "URM-05",
              s -> s.is(ROLE, "Administrator") && s.is(ANN, "suspended user"),
              forbidden("MEMBER_SUSPENDED")),
          line(
              "URM-05",
              s -> s.is(ROLE, "Administrator") && s.is(ANN, "unknown"),
              forbidden("MEMBER_UNKNOWN")),
          line("URM-06", RuleBook::annIsLastAdministrator, forbidden("LAST_ADMINISTRATOR")),
          new Line("URM-07", s -> true, s -> ann(s, "Updated", s.get(ROLE), "carol", "now")));

  private static final List<Line> DELETE =
      List.of(
          line("DRM-01", s -> !annInRoom(s), notFound("MEMBERSHIP")),
          line(
              "DRM-02",
              s -> callerInRoom(s, "Member") && !s.is(CALLER, "ann"),
              forbidden("REMOVAL_BY_PLAIN_MEMBER")),
          line(
              "DRM-03",
              s -> annIsLastAdministrator(s) && inRoom(s) > 1,
              forbidden("LAST_ADMINISTRATOR")),
          new Line(
              "DRM-04",
              s -> true,
              s ->
                  object(
                      "Kind",
                      "Deleted",
                      "RoomMembership",
                      object(
                          "Role",
                          s.get(ANN_IN_ROOM),
                          "InvitedBy",
                          "carol",
                          "UpdatedTimestamp",
                          "before"))));

  private static final List<Line> GET =
      List.of(
          line("GRM-01", s -> !annInRoom(s), notFound("MEMBERSHIP")),
          new Line(
              "GRM-02", s -> true, s -> ann(s, "Found", s.get(ANN_IN_ROOM), "carol", "before")));

  private static final List<Line> LIST =
      List.of(
          new Line("LRM-01", s -> true, s -> page(s, "RoomMemberships", membershipsOfLounge(s))));

  private static final List<Line> CREATE_ROOM =
      List.of(
          line("CRO-01", s -> callerIs(s, "running bot"), forbidden("ROOM_BY_BOT")),
          line(
              "CRO-02",
              s -> usedToken(s) && !s.get(NAME).equals(s.get(TOKEN_USED_FOR)),
              badRequest("ClientRequestToken", "USED_REQUEST_TOKEN")),
          new Line(
              "CRO-03",
              s -> usedToken(s) && s.get(NAME).equals(s.get(TOKEN_USED_FOR)),
              s ->
                  object(
                      "Kind",
                      "Created",
                      "Room",
                      object(
                          "RoomId",
                          "room with a token",
                          "Name",
                          s.get(NAME),
                          "CreatedBy",
                          caller(s),
                          "CreatedTimestamp",
                          "before"))),
          new Line(
              "CRO-04",
              s -> rooms(s).size() >= s.number(ROOMS_PER_ACCOUNT),
              s -> exceeded("ACCOUNT", s, ROOMS_PER_ACCOUNT)),
          new Line(
              "CRO-05",
              s ->
                  !s.is(CALLER, "account administrator")
                      && roomsOfCaller(s) >= s.number(ROOMS_PER_MEMBER),
              s -> exceeded("MEMBER", s, ROOMS_PER_MEMBER)),
          new Line(
              "CRO-06",
              s -> true,
              s ->
                  object(
                      "Kind",
                      "Created",
                      "Room",
                      object(
                          "Name",
                          s.get(NAME),
                          "CreatedBy",
                          caller(s),
                          "CreatedTimestamp",
                          "now",
                          "UpdatedTimestamp",
                          "now",
                          "InvitePolicy",
                          "ADMINISTRATORS",
                          "MembershipLimit",
                          1_000))));

  private static final List<Line> GET_ROOM =
      List.of(new Line("GRO-01", s -> true, s -> lounge(s, "Found")));

  private static final List<Line> UPDATE_ROOM =
      List.of(
          line("URO-01", s -> callerInRoom(s, "Member"), forbidden("ROOM_CHANGE_BY_PLAIN_MEMBER")),
          new Line("URO-02", s -> true, RuleBook::updatedLounge));

  private static final List<Line> DELETE_ROOM =
      List.of(
          line("DRO-01", s -> callerInRoom(s, "Member"), forbidden("ROOM_REMOVAL_BY_PLAIN_MEMBER")),
          new Line("DRO-02", s -> true, s -> lounge(s, "Deleted")));

  private static final List<Line> LIST_ROOMS =
      List.of(
          line(
              "LRO-01",
              s -> !s.is(CALLER, "account administrator") && !s.is(CALLER, s.get(MEMBER_ID)),
              forbidden("ROOMS_OF_OTHERS")),
          line("LRO-02", s -> s.is(MEMBER_ID, "ann") && s.is(ANN, "unknown"), notFound("MEMBER")),
          new Line(
              "LRO-03",
              s -> true,
              s ->
                  page(
                      s,
                      "Rooms",
                      (s.is(MEMBER_ID, "missing") ? rooms(s) : idsOfRoomsOfAnn(s))
                          .stream().map(id -> object("RoomId", id)).toList())));

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
          case BATCH -> BATCH;
          case UPDATE -> UPDATE;
          case DELETE -> DELETE;
          case GET -> GET;
          case LIST -> LIST;
          case CREATE_ROOM -> CREATE_ROOM;
          case GET_ROOM -> GET_ROOM;
          case UPDATE_ROOM -> UPDATE_ROOM;
          case DELETE_ROOM -> DELETE_ROOM;
          case LIST_ROOMS -> LIST_ROOMS;
        };
    return Stream.of(BEFORE_THE_STORE, ON_FACTS, own).flatMap(List::stream);
  }

  private static Line line(
      String rule, Predicate<Situation> when, Map<String, @Nullable Object> outcome) {
    return new Line(rule, when, s -> outcome);
  }

  // What is malformed.

  private static List<Map<String, @Nullable Object>> violations(Situation s) {
    List<Map<String, @Nullable Object>> violations = new ArrayList<>();
    for (Field field : s.action().fields) {
      if (field != Field.NEXT_TOKEN
          || areWellFormed(s, Field.ACCOUNT_ID, Field.ROOM_ID, Field.MEMBER_ID)) {
        violations.addAll(violations(s, field));
      }
    }
    return violations;
  }

  /** A token is for ids: without them it is for nothing. */
  private static boolean areWellFormed(Situation s, Field... ids) {
    return Stream.of(ids)
        .filter(s.action().fields::contains)
        .allMatch(id -> violations(s, id).isEmpty());
  }

  /** What is wrong with the values that {@link Setting} lists. */
  private static List<Map<String, @Nullable Object>> violations(Situation s, Field field) {
    String problem =
        switch (s.get(Setting.of(field))) {
          case "missing" -> isRequired(s.action(), field) ? "MISSING" : "";
          case "\u2007", "\uFEFF" -> "BLANK";
          case "lounge\0" -> "CONTAINS_NUL";
          case "\uDC00", "\uD800" -> "CONTAINS_LONE_SURROGATE";
          case "administrator" -> "UNKNOWN_ROLE";
          case "NOBODY" -> "UNKNOWN_INVITE_POLICY";
          case "?" -> "MALFORMED_REQUEST_TOKEN";
          case "x" -> "FOREIGN_TOKEN";
          case "0" -> field == Field.MAX_RESULTS ? "OUT_OF_RANGE" : "EMPTY";
          case "100" -> "OUT_OF_RANGE";
          case "51" -> "TOO_MANY_ITEMS";
          default -> s.get(Setting.of(field)).length() == 129 ? "TOO_LONG" : "";
        };
    return problem.isEmpty() ? List.of() : List.of(violation(field.apiName(), problem));
  }

  private static boolean isRequired(Action action, Field field) {
    return switch (field) {
      case ACCOUNT_ID, ROOM_ID, MEMBERSHIP_ITEM_LIST -> true;
      case MEMBER_ID -> action != Action.LIST_ROOMS;
      case NAME -> action == Action.CREATE_ROOM;
      default -> false;
    };
  }

  // Who the caller is, and who is in the room.

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
    return membershipsOfLounge(s).size();
  }

  private static boolean annIsLastAdministrator(Situation s) {
    return s.is(ANN_IN_ROOM, "Administrator")
        && !s.is(BOB_IN_ROOM, "Administrator")
        && s.number(OTHER_ADMINISTRATORS) == 0;
  }

  private static List<Map<String, @Nullable Object>> membershipsOfLounge(Situation s) {
    Map<String, String> roles = new TreeMap<>();
    roles.put("ann", s.get(ANN_IN_ROOM));
    roles.put("bob", s.get(BOB_IN_ROOM));
    numbered("other Administrator", s, OTHER_ADMINISTRATORS)
        .forEach(id -> roles.put(id, "Administrator"));
    numbered("other Member", s, OTHER_MEMBERS).forEach(id -> roles.put(id, "Member"));
    roles.values().removeIf("no"::equals);
    return roles.entrySet().stream()
        .map(
            entry -> object("Member", object("MemberId", entry.getKey()), "Role", entry.getValue()))
        .toList();
  }

  private static Stream<String> numbered(String name, Situation s, Setting howMany) {
    return IntStream.range(0, s.number(howMany)).mapToObj(i -> name + " " + i);
  }

  // Which rooms there are.

  private static int roomsOfAnn(Situation s) {
    return s.number(OTHER_ROOMS_OF_ANN) + (annInRoom(s) ? 1 : 0);
  }

  private static int roomsOfCaller(Situation s) {
    return s.is(CALLER, "ann") ? roomsOfAnn(s) : s.is(BOB_IN_ROOM, "no") ? 0 : 1;
  }

  private static List<String> idsOfRoomsOfAnn(Situation s) {
    return Stream.concat(
            annInRoom(s) && s.is(ROOM, "exists") ? Stream.of("lounge") : Stream.of(),
            numbered("room of ann", s, OTHER_ROOMS_OF_ANN))
        .sorted()
        .toList();
  }

  private static List<String> rooms(Situation s) {
    return Stream.of(
            s.is(ROOM, "exists") ? Stream.of("lounge") : Stream.<String>of(),
            s.is(TOKEN_USED_FOR, "nothing") ? Stream.<String>of() : Stream.of("room with a token"),
            numbered("room of ann", s, OTHER_ROOMS_OF_ANN),
            numbered("empty room", s, EMPTY_ROOMS))
        .flatMap(ids -> ids)
        .sorted()
        .toList();
  }

  private static boolean usedToken(Situation s) {
    return s.is(REQUEST_TOKEN, "token") && !s.is(TOKEN_USED_FOR, "nothing");
  }

  // Outcomes.

  private static Map<String, @Nullable Object> failed(String kind) {
    return object("Kind", kind, "OutcomeUnknown", false);
  }

  private static Map<String, @Nullable Object> forbidden(String reason) {
    return object("Kind", "Forbidden", "Reason", reason);
  }

  private static Map<String, @Nullable Object> notFound(String resource) {
    return object("Kind", "NotFound", "Resource", resource);
  }

  private static Map<String, @Nullable Object> exceeded(
      String resource, Situation s, Setting limit) {
    return object("Kind", "ResourceLimitExceeded", "Resource", resource, "Limit", s.number(limit));
  }

  private static Map<String, @Nullable Object> badRequest(String field, String problem) {
    return badRequest(List.of(violation(field, problem)));
  }

  private static Map<String, @Nullable Object> badRequest(
      List<Map<String, @Nullable Object>> violations) {
    return object("Kind", "BadRequest", "Violations", violations);
  }

  private static Map<String, @Nullable Object> violation(String field, String problem) {
    return object("Field", field, "Problem", problem);
  }

  /** The identifier of the caller. */
  private static String caller(Situation s) {
    return s.is(CALLER, "account administrator") ? "root" : s.get(CALLER);
  }

  private static Map<String, @Nullable Object> ann(
      Situation s, String kind, String role, String inviter, String when) {
    String type =
        switch (s.get(ANN)) {
          case "unknown" -> null;
          case "webhook" -> "Webhook";
          case "running bot", "stopped bot" -> "Bot";
          default -> "User";
        };
    return object(
        "Kind",
        kind,
        "RoomMembership",
        object(
            "RoomId", "lounge",
            "Member", object("MemberId", "ann", "MemberType", type),
            "Role", role,
            "InvitedBy", inviter,
            "UpdatedTimestamp", when));
  }

  /** Each item is decided as CreateRoomMembership would; the second Ann is a conflict. */
  private static List<Map<String, @Nullable Object>> items(Situation s) {
    List<Map<String, @Nullable Object>> ofItem =
        Stream.of(Field.MEMBER_ID, Field.ROLE)
            .flatMap(field -> violations(s, field).stream())
            .toList();
    if (!ofItem.isEmpty()) {
      return Collections.nCopies(s.number(ITEMS), item("ANY-03", badRequest(ofItem)));
    }
    Line first = CREATE.stream().filter(line -> line.when.test(s)).findFirst().orElseThrow();
    Map<String, @Nullable Object> outcome = first.outcome.apply(s);
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    items.add(item(first.rule, outcome));
    boolean created = first.rule.equals("CRM-08");
    for (int i = 1; i < s.number(ITEMS); i++) {
      items.add(
          created
              ? item(
                  "CRM-05",
                  object(
                      "Kind",
                      "Conflict",
                      "RoomMembership",
                      object("InvitedBy", caller(s), "UpdatedTimestamp", "now")))
              : item(first.rule, outcome));
    }
    return items;
  }

  private static Map<String, @Nullable Object> item(
      String rule, Map<String, @Nullable Object> outcome) {
    Map<String, @Nullable Object> item = object("Rule", rule);
    item.putAll(outcome);
    return item;
  }

  private static Map<String, @Nullable Object> page(
      Situation s, String field, List<Map<String, @Nullable Object>> all) {
    boolean whole = !s.is(MAX_RESULTS, "1") || all.size() <= 1;
    return object(
        "Kind", "Listed", field, whole ? all : all.subList(0, 1), "NextToken", whole ? null : "*");
  }

  private static Map<String, @Nullable Object> lounge(Situation s, String kind) {
    return lounge(kind, "Redundancies", s.get(INVITE_POLICY), "before");
  }

  private static Map<String, @Nullable Object> updatedLounge(Situation s) {
    String name = s.is(NAME, "missing") ? "Redundancies" : s.get(NAME);
    String policy = s.is(ASKED_POLICY, "missing") ? s.get(INVITE_POLICY) : s.get(ASKED_POLICY);
    boolean same = name.equals("Redundancies") && policy.equals(s.get(INVITE_POLICY));
    return lounge("Updated", name, policy, same ? "before" : "now");
  }

  private static Map<String, @Nullable Object> lounge(
      String kind, String name, String policy, String updated) {
    return object(
        "Kind",
        kind,
        "Room",
        object(
            "RoomId",
            "lounge",
            "Name",
            name,
            "CreatedBy",
            "carol",
            "InvitePolicy",
            policy,
            "CreatedTimestamp",
            "before",
            "UpdatedTimestamp",
            updated));
  }
}
