package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.EARLIER;
import static io.chatrooms.core.Acme.NOW;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.BatchCreateRoomMembership.Item;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A case of a rule, for one action. The cases are published in the test kit, whose README says what
 * they mean.
 *
 * @param action the action
 * @param json the case: an object as it stands in the file
 * @param given what holds unless the case says otherwise: the world, the caller and the request
 */
record RuleCase(Action action, Map<String, Object> json, Map<String, Object> given) {
  private static final Path FILES =
      Path.of(
          System.getProperty("basedir", ""),
          "../adapters/testkit/src/main/resources/io/chatrooms/testkit/rules");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");

  /** What identifies an entry of a world. */
  private static final List<String> IDS = List.of("AccountId", "RoomId", "MemberId");

  private static final List<RuleCase> ALL =
      Arrays.stream(Action.values())
          .flatMap(action -> Stream.concat(shared(action), own(action)))
          .toList();

  /** Every case of every action. */
  static List<RuleCase> all() {
    return ALL;
  }

  private static Stream<RuleCase> own(Action action) {
    Map<String, Object> file = read(action.apiName);
    return objects(file.get("cases"))
        .map(json -> new RuleCase(action, json, object(file, "given")));
  }

  private static Stream<RuleCase> shared(Action action) {
    Map<String, Object> file = read("AllActions");
    Map<String, Object> given = object(read(action.apiName), "given");
    return objects(file.get("cases"))
        .filter(
            json -> list(object(file, "actions").get(json.get("actions"))).contains(action.apiName))
        .map(json -> new RuleCase(action, json, given));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> read(String file) {
    Object json = JsonMapper.shared().readValue(FILES.resolve(file + ".json").toFile(), Map.class);
    return (Map<String, Object>) requireNonNull(repeated(json));
  }

  /** With the text or the item as often as the case says, instead of a note that says so. */
  private static @Nullable Object repeated(@Nullable Object json) {
    if (json instanceof Map<?, ?> object && object.containsKey("Repeat")) {
      int times = (Integer) requireNonNull(object.get("Times"));
      Object repeat = requireNonNull(repeated(object.get("Repeat")));
      return repeat instanceof String text
          ? text.repeat(times)
          : Collections.nCopies(times, repeat);
    } else if (json instanceof Map<?, ?> object) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      object.forEach((name, value) -> copy.put((String) name, repeated(value)));
      return copy;
    } else if (json instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(repeated(element)));
      return copy;
    } else {
      return json;
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> json, String field) {
    return (Map<String, Object>) json.getOrDefault(field, Map.of());
  }

  private static List<?> list(@Nullable Object json) {
    return json == null ? List.of() : (List<?>) json;
  }

  @SuppressWarnings("unchecked")
  private static Stream<Map<String, Object>> objects(@Nullable Object json) {
    return list(json).stream().map(element -> (Map<String, Object>) element);
  }

  /** The number of the rule that decides. */
  String rule() {
    return text(json, "rule");
  }

  /** The number of a later rule that applies too; empty if the case shows no precedence. */
  String before() {
    return (String) json.getOrDefault("before", "");
  }

  /** What is given, without what follows. */
  Map<String, Object> circumstances() {
    Map<String, Object> circumstances = new LinkedHashMap<>(json);
    circumstances.keySet().removeAll(List.of("rule", "before", "actions", "case", "outcome"));
    return circumstances;
  }

  Map<String, Object> outcome() {
    return object(json, "outcome");
  }

  /** The name of the outcome. */
  String kind() {
    return text(outcome(), "Kind");
  }

  private static String text(Map<String, Object> json, String field) {
    return (String) requireNonNull(json.get(field), field);
  }

  private static Optional<String> optionalText(Map<String, Object> json, String field) {
    return Optional.ofNullable((String) json.get(field));
  }

  /** True if the rate fails, or says that the caller is over it. */
  boolean hasRate() {
    return json.containsKey("rate");
  }

  /** What the case came to, what it asked the store, and what the case expects in full. */
  record Execution(Outcome outcome, ScriptedStore store, Map<String, Object> expected) {}

  Execution execute() {
    return execute(observation -> {});
  }

  Execution execute(ActionObserver observer) {
    World world = world();
    Map<String, Object> answers = new LinkedHashMap<>();
    AtomicReference<Instant> time = new AtomicReference<>(EARLIER);
    ScriptedStore before = new ScriptedStore().reads(world);
    ChatRooms earlier = ChatRooms.of(before, time::get);
    objects(json.get("earlier"))
        .forEach(
            request -> {
              Outcome outcome =
                  Action.named(text(request, "action"))
                      .execute(
                          earlier,
                          caller(request.get("caller")),
                          request(referring(object(request, "request"), answers)));
              if (outcome instanceof Refusal) {
                throw new AssertionError("an earlier request is refused: " + outcome);
              }
              answers.put(text(request, "as"), OutcomeFields.of(outcome));
            });
    hearFromDirectory(world);
    time.set(NOW);

    ScriptedStore store = new ScriptedStore().reads(() -> reachable(world));
    ChatRooms rooms =
        ChatRooms.builder(store, time::get).rate(by -> rate()).observer(observer).build();
    Map<String, Object> request = new LinkedHashMap<>(object(given, "request"));
    request.putAll(object(json, "request"));
    Outcome outcome = action.execute(rooms, caller(), request(referring(request, answers)));
    return new Execution(outcome, store, referring(outcome(), answers));
  }

  private Answers reachable(World world) {
    return switch ((String) json.getOrDefault("store", "")) {
      case "unreachable" -> throw new StoreUnavailableException("no route", true, null);
      case "broken" -> throw new StoreBrokenException("no table", true, null);
      default -> world;
    };
  }

  private Optional<Duration> rate() {
    return switch ((String) json.getOrDefault("rate", "")) {
      case "" -> Optional.empty();
      case "unreachable" -> throw new StoreUnavailableException("no route", true, null);
      case "broken" -> throw new StoreBrokenException("no bucket", true, null);
      default -> Optional.of(Duration.parse(text(json, "rate")));
    };
  }

  Caller caller() {
    return caller(json.containsKey("caller") ? json.get("caller") : given.get("caller"));
  }

  @SuppressWarnings("unchecked")
  private static Caller caller(@Nullable Object json) {
    if ("none".equals(json)) {
      return Caller.unauthenticated();
    }
    Map<String, Object> caller = (Map<String, Object>) requireNonNull(json);
    AccountId accountId = accountId(caller);
    String id = text(caller, "CallerId");
    return text(caller, "CallerKind").equals("Member")
        ? Caller.member(accountId, new MemberId(id))
        : Caller.accountAdministrator(accountId, id);
  }

  private static Action.Request request(Map<String, Object> json) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      Object value = json.get(field.apiName());
      if (value instanceof List<?> list) {
        values.put(field, list.stream().map(RuleCase::item).toList());
      } else if (value != null) {
        values.put(field, value);
      }
    }
    return new Action.Request(values);
  }

  private static Item item(@Nullable Object json) {
    Map<?, ?> item = json == null ? Map.of() : (Map<?, ?>) json;
    return new Item((String) item.get("MemberId"), (String) item.get("Role"));
  }

  /** With the values of earlier answers instead of references to them. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> referring(
      Map<String, Object> json, Map<String, Object> answers) {
    return (Map<String, Object>) requireNonNull(referring((Object) json, answers));
  }

  private static @Nullable Object referring(@Nullable Object json, Map<String, Object> answers) {
    if (json instanceof Map<?, ?> object) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      object.forEach((name, value) -> copy.put((String) name, referring(value, answers)));
      return copy;
    } else if (json instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(referring(element, answers)));
      return copy;
    } else if (json instanceof String text) {
      return REFERENCE
          .matcher(text)
          .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), answers)));
    } else {
      return json;
    }
  }

  private static String value(String path, Map<String, Object> answers) {
    Object value = answers;
    for (String name : path.split("\\.", -1)) {
      value = requireNonNull(((Map<?, ?>) value).get(name), path);
    }
    return (String) value;
  }

  // The world.

  private World world() {
    World world = new World();
    Map<String, Object> limits = object(json, "limits");
    world.memberRoomLimit = (Integer) limits.getOrDefault("memberRoomLimit", world.memberRoomLimit);
    world.accountRoomLimit =
        (Integer) limits.getOrDefault("accountRoomLimit", world.accountRoomLimit);
    entries("Accounts").forEach(entry -> world.save(account(entry)));
    entries("Members").forEach(entry -> world.save(member(entry)));
    entries("Rooms").forEach(entry -> world.save(room(entry)));
    entries("Memberships").forEach(entry -> world.save(membership(world, entry)));
    return world;
  }

  private void hearFromDirectory(World world) {
    Map<String, Object> directory = object(json, "directory");
    objects(directory.get("Members")).forEach(entry -> world.save(member(entry)));
    objects(directory.get("Unknown"))
        .forEach(entry -> world.forget(accountId(entry), memberId(entry)));
  }

  /** The entries of the given world, with the differences of the case. */
  private List<Map<String, Object>> entries(String list) {
    Map<List<?>, Map<String, Object>> entries = new LinkedHashMap<>();
    for (Map<String, Object> world : List.of(object(given, "world"), object(json, "world"))) {
      objects(world.get(list))
          .forEach(
              entry ->
                  entries
                      .computeIfAbsent(
                          IDS.stream().map(entry::get).filter(Objects::nonNull).toList(),
                          id -> new LinkedHashMap<>())
                      .putAll(entry));
    }
    return List.copyOf(entries.values());
  }

  private static AccountId accountId(Map<String, Object> json) {
    return new AccountId(text(json, "AccountId"));
  }

  private static RoomId roomId(Map<String, Object> json) {
    return new RoomId(text(json, "RoomId"));
  }

  private static MemberId memberId(Map<String, Object> json) {
    return new MemberId(text(json, "MemberId"));
  }

  private static Account account(Map<String, Object> json) {
    Account.Builder account =
        Account.builder()
            .accountId(accountId(json))
            .type(
                switch (text(json, "AccountType")) {
                  case "Team" -> AccountType.TEAM;
                  case "EnterpriseDirectory" -> AccountType.ENTERPRISE_DIRECTORY;
                  case "EnterpriseLWA" -> AccountType.ENTERPRISE_LWA;
                  case "EnterpriseOIDC" -> AccountType.ENTERPRISE_OIDC;
                  default -> throw new AssertionError("no type of an account: " + json);
                });
    optionalText(json, "AccountStatus")
        .ifPresent(status -> account.status(AccountStatus.valueOf(upperCase(status))));
    return account.build();
  }

  private static Member member(Map<String, Object> json) {
    Member.Builder member =
        Member.builder()
            .accountId(accountId(json))
            .memberId(memberId(json))
            .type(MemberType.valueOf(upperCase(text(json, "MemberType"))))
            .email(optionalText(json, "Email").orElse(""))
            .fullName(optionalText(json, "FullName").orElse(""));
    optionalText(json, "State")
        .ifPresent(state -> member.state(MemberState.valueOf(upperCase(state))));
    return member.build();
  }

  private static Room room(Map<String, Object> json) {
    Room.Builder room =
        Room.builder()
            .accountId(accountId(json))
            .roomId(roomId(json))
            .name(text(json, "Name"))
            .createdBy(optionalText(json, "CreatedBy").orElse("nobody"))
            .createdAt(EARLIER);
    optionalText(json, "InvitePolicy")
        .ifPresent(policy -> room.invitePolicy(InvitePolicy.valueOf(policy)));
    if (json.get("MembershipLimit") instanceof Integer limit) {
      room.membershipLimit(limit);
    }
    return room.build();
  }

  private static RoomMembership membership(World world, Map<String, Object> json) {
    MembershipKey key = new MembershipKey(accountId(json), roomId(json), memberId(json));
    return RoomMembership.builder()
        .key(key)
        .role(Role.named(optionalText(json, "Role").orElse("Member")).orElseThrow())
        .invitedBy(world.room(key.accountId(), key.roomId()).orElseThrow().createdBy())
        .updatedAt(EARLIER)
        .build();
  }

  private static String upperCase(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return rule()
        + (before().isEmpty() ? "" : " before " + before())
        + " "
        + action
        + ": "
        + text(json, "case")
        + ": "
        + kind();
  }
}
