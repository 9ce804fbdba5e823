package io.chatrooms.testkit;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.Room;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files of cases. */
final class RuleCaseFile {
  private static final String SHARED = "AllActions";

  /** The lists of a world. */
  static final List<String> LISTS = List.of("Accounts", "Members", "Rooms", "Memberships");

  /** What identifies an entry of a world. */
  private static final List<String> IDS = List.of("AccountId", "RoomId", "MemberId");

  static final List<RuleCase> ALL = all();

  private RuleCaseFile() {}

  private static List<RuleCase> all() {
    Map<String, @Nullable Object> shared = read(SHARED);
    Map<String, @Nullable Object> groups = object(shared, "actions");
    List<RuleCase> all = new ArrayList<>();
    for (Object name : list(groups, "every")) {
      String action = (String) name;
      Map<String, @Nullable Object> file = read(action);
      Map<String, @Nullable Object> given = object(file, "given");
      objects(shared, "cases")
          .filter(json -> list(groups, text(json, "actions")).contains(action))
          .forEach(json -> all.add(ruleCase(action, given, json)));
      objects(file, "cases").forEach(json -> all.add(ruleCase(action, given, json)));
    }
    return List.copyOf(all);
  }

  private static Map<String, @Nullable Object> read(String file) {
    try (InputStream in = RuleCaseFile.class.getResourceAsStream("rules/" + file + ".json")) {
      Object json = JsonMapper.shared().readValue(requireNonNull(in, file), Object.class);
      return object(requireNonNull(repeated(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the text or the item as often as the case says, instead of a note that says so. */
  private static @Nullable Object repeated(@Nullable Object json) {
    if (json instanceof Map<?, ?> object && object.containsKey("Repeat")) {
      int times = (Integer) requireNonNull(object.get("Times"));
      Object once = requireNonNull(repeated(object.get("Repeat")));
      return once instanceof String text ? text.repeat(times) : Collections.nCopies(times, once);
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

  private static RuleCase ruleCase(
      String action, Map<String, @Nullable Object> given, Map<String, @Nullable Object> json) {
    Map<String, @Nullable Object> limits = object(json, "limits");
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(object(given, "request"));
    fields.putAll(object(json, "request"));
    fields.values().removeIf(Objects::isNull);
    return new RuleCase(
        text(json, "rule"),
        optionalText(json, "before"),
        text(json, "case"),
        (Integer) limits.getOrDefault("memberRoomLimit", Member.DEFAULT_ROOM_LIMIT),
        (Integer) limits.getOrDefault("accountRoomLimit", Room.DEFAULT_ACCOUNT_LIMIT),
        optionalText(json, "rate"),
        optionalText(json, "store"),
        merged(object(given, "world"), object(json, "world")),
        objects(json, "earlier").map(RuleCaseFile::request).toList(),
        json.containsKey("directory") ? Optional.of(object(json, "directory")) : Optional.empty(),
        new RuleCase.Request(
            "",
            action,
            caller(json.containsKey("caller") ? json.get("caller") : given.get("caller")),
            Collections.unmodifiableMap(fields)),
        Collections.unmodifiableMap(object(json, "outcome")));
  }

  private static RuleCase.Request request(Map<String, @Nullable Object> json) {
    return new RuleCase.Request(
        text(json, "as"),
        text(json, "action"),
        caller(json.get("caller")),
        Collections.unmodifiableMap(object(json, "request")));
  }

  private static Caller caller(@Nullable Object json) {
    if ("none".equals(json)) {
      return Caller.unauthenticated();
    }
    Map<String, @Nullable Object> caller = object(requireNonNull(json));
    AccountId accountId = new AccountId(text(caller, "AccountId"));
    String id = text(caller, "CallerId");
    return text(caller, "CallerKind").equals("Member")
        ? Caller.member(accountId, new MemberId(id))
        : Caller.accountAdministrator(accountId, id);
  }

  /** The world with the differences: entries that are added, and fields that are set in others. */
  private static Map<String, @Nullable Object> merged(
      Map<String, @Nullable Object> world, Map<String, @Nullable Object> differences) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    for (String list : LISTS) {
      Map<List<?>, Map<String, @Nullable Object>> entries = new LinkedHashMap<>();
      Stream.concat(objects(world, list), objects(differences, list))
          .forEach(
              entry ->
                  entries
                      .computeIfAbsent(
                          IDS.stream().map(entry::get).filter(Objects::nonNull).toList(),
                          ids -> new LinkedHashMap<>())
                      .putAll(entry));
      merged.put(list, List.copyOf(entries.values()));
    }
    return Collections.unmodifiableMap(merged);
  }

  static RuleCase inAccounts(RuleCase one, UnaryOperator<String> newId) {
    Set<String> ids = new HashSet<>();
    objects(one.world(), "Accounts").forEach(account -> ids.add(text(account, "AccountId")));
    Stream.concat(one.earlier().stream(), Stream.of(one.request()))
        .forEach(
            request -> {
              if (request.caller() instanceof Caller.Authenticated caller) {
                ids.add(caller.accountId().value());
              }
            });
    UnaryOperator<String> renamed = id -> ids.contains(id) ? newId.apply(id) : id;
    return new RuleCase(
        one.rule(),
        one.before(),
        one.title(),
        one.memberRoomLimit(),
        one.accountRoomLimit(),
        one.rate(),
        one.store(),
        renamed(one.world(), renamed),
        one.earlier().stream().map(request -> renamed(request, renamed)).toList(),
        one.directory().map(directory -> renamed(directory, renamed)),
        renamed(one.request(), renamed),
        renamed(one.outcome(), renamed));
  }

  private static RuleCase.Request renamed(RuleCase.Request request, UnaryOperator<String> id) {
    Caller caller = request.caller();
    if (caller instanceof Caller.AccountMember member) {
      caller = Caller.member(renamed(member.accountId(), id), member.member());
    } else if (caller instanceof Caller.AccountAdministrator administrator) {
      caller =
          Caller.accountAdministrator(
              renamed(administrator.accountId(), id), administrator.identifier());
    }
    return new RuleCase.Request(
        request.name(), request.action(), caller, renamed(request.fields(), id));
  }

  private static AccountId renamed(AccountId accountId, UnaryOperator<String> id) {
    return new AccountId(id.apply(accountId.value()));
  }

  private static Map<String, @Nullable Object> renamed(
      Map<String, @Nullable Object> json, UnaryOperator<String> id) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    json.forEach(
        (name, value) ->
            copy.put(
                name,
                name.equals("AccountId") && value instanceof String text
                    ? id.apply(text)
                    : renamed(value, id)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object renamed(@Nullable Object json, UnaryOperator<String> id) {
    if (json instanceof Map<?, ?>) {
      return renamed(object(json), id);
    } else if (json instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(renamed(element, id)));
      return Collections.unmodifiableList(copy);
    } else {
      return json;
    }
  }

  /** The same with other text. */
  static Map<String, @Nullable Object> mapped(
      Map<String, @Nullable Object> json, UnaryOperator<String> text) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    json.forEach((name, value) -> copy.put(name, mapped(value, text)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object mapped(@Nullable Object json, UnaryOperator<String> text) {
    if (json instanceof Map<?, ?>) {
      return mapped(object(json), text);
    } else if (json instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(mapped(element, text)));
      return Collections.unmodifiableList(copy);
    } else {
      return json instanceof String one ? text.apply(one) : json;
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> object(Object json) {
    return (Map<String, @Nullable Object>) json;
  }

  private static Map<String, @Nullable Object> object(
      Map<String, @Nullable Object> json, String field) {
    Object value = json.get(field);
    return value == null ? Map.of() : object(value);
  }

  private static List<?> list(Map<String, @Nullable Object> json, String field) {
    Object value = json.get(field);
    return value == null ? List.of() : (List<?>) value;
  }

  static Stream<Map<String, @Nullable Object>> objects(
      Map<String, @Nullable Object> json, String field) {
    return list(json, field).stream().map(element -> object((Object) element));
  }

  static String text(Map<String, @Nullable Object> json, String field) {
    return (String) requireNonNull(json.get(field), field);
  }

  static Optional<String> optionalText(Map<String, @Nullable Object> json, String field) {
    return Optional.ofNullable((String) json.get(field));
  }
}
