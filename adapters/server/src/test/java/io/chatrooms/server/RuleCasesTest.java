package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.RequestRate;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.inmemory.InMemoryStore;
import io.chatrooms.testkit.FailingStore.Failure;
import io.chatrooms.testkit.RuleCase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule over the wire: the kit's cases with the AWS SDK for Java against the server. */
class RuleCasesTest {
  private static final Instant NOW = Instant.parse("2019-12-02T22:36:41.969Z");
  private static final Instant BEFORE = NOW.minusSeconds(3_600);

  /** The fields of an outcome that the protocol does not have. */
  private static final Set<String> NOT_ON_THE_WIRE =
      Set.of("Rule", "Reason", "Violations", "Resource", "Limit", "OutcomeUnknown");

  private static final Set<String> NOT_OF_A_ROOM = Set.of("InvitePolicy", "MembershipLimit");

  private static final Map<List<Integer>, Wire> BY_LIMITS = new HashMap<>();
  private static final AtomicInteger RUN = new AtomicInteger();

  /** A server whose store has the limits of a case, and its client. */
  private static final class Wire implements AutoCloseable {
    private final ChimeRunner.Keys keys = new ChimeRunner.Keys();
    private volatile Instant time = NOW;
    private final RunningServer server;
    private final ChimeRunner runner;

    Wire(RuleCase one) {
      server =
          RunningServer.of(
              InMemoryStore.builder()
                  .memberRoomLimit(one.memberRoomLimit())
                  .accountRoomLimit(one.accountRoomLimit())
                  .build(),
              () -> time,
              keys::find);
      runner = new ChimeRunner(server.uri(), keys, NOW);
    }

    static Wire of(RuleCase one) {
      return BY_LIMITS.computeIfAbsent(
          List.of(one.memberRoomLimit(), one.accountRoomLimit()), limits -> new Wire(one));
    }

    @Override
    public void close() {
      runner.close();
      server.close();
    }
  }

  @AfterAll
  static void close() {
    BY_LIMITS.values().forEach(Wire::close);
    BY_LIMITS.clear();
  }

  /** The cases that the protocol and the client can express. */
  static Stream<RuleCase> cases() {
    return RuleCase.all().stream()
        .filter(one -> !one.action().equals("GetRoomMembership"))
        .filter(one -> one.directory().isEmpty())
        .filter(one -> !one.request().fields().containsKey("InvitePolicy"))
        .filter(one -> isText(one.request().fields().toString()))
        .filter(RuleCasesTest::hasItsPath);
  }

  /** The client replaces halves of surrogate pairs. */
  private static boolean isText(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  /** The client sends no request without a segment of its path. */
  private static boolean hasItsPath(RuleCase one) {
    return pathOf(one.action())
        .allMatch(name -> one.request().fields().get(name) instanceof String id && !id.isEmpty());
  }

  private static Stream<String> pathOf(String action) {
    return switch (action) {
      case "CreateRoom", "ListRooms" -> Stream.of("AccountId");
      case "UpdateRoomMembership", "DeleteRoomMembership" ->
          Stream.of("AccountId", "RoomId", "MemberId");
      default -> Stream.of("AccountId", "RoomId");
    };
  }

  @Test
  void nearlyEveryRuleOfEveryActionIsAmongTheCases() {
    assertThat(cases().map(RuleCase::action).distinct()).hasSize(10);
    Set<String> rules = rules(RuleCase.all().stream());
    rules.removeAll(rules(cases()));
    assertThat(rules).as("rules without a case").containsExactly("GRM-01", "GRM-02");
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(700);
  }

  private static Set<String> rules(Stream<RuleCase> cases) {
    return cases.map(RuleCase::rule).collect(toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theServerAnswersAsTheCaseSays(RuleCase one) throws Exception {
    Wire wire = Wire.of(one);
    int number = RUN.incrementAndGet();
    RuleCase given = one.inAccounts(id -> id + " of case " + number);
    given.fill(wire.server.store, InstantSource.fixed(BEFORE));
    wire.time = BEFORE;
    Map<String, @Nullable Object> answers = given.runEarlier(wire.runner);
    wire.time = NOW;
    Map<String, @Nullable Object> actual = execute(wire, given, given.request(answers));

    Map<String, @Nullable Object> expected = given.outcome(answers);
    assertThat(RuleCase.difference(onTheWire(expected), actual)).as("%s", one).isEmpty();
    isSo(wire, given, expected);
  }

  private static Map<String, @Nullable Object> execute(
      Wire wire, RuleCase given, RuleCase.Request request) {
    given
        .store()
        .map(how -> how.equals("broken") ? Failure.broken() : Failure.unavailable())
        .ifPresent(wire.server.store::failWith);
    wire.server.limitedBy(rate(given));
    try {
      return wire.runner.execute(request);
    } finally {
      wire.server.store.recover();
      wire.server.limitedBy(RequestRate.unlimited());
    }
  }

  private static RequestRate rate(RuleCase given) {
    return caller ->
        switch (given.rate().orElse("")) {
          case "" -> Optional.empty();
          case "unreachable" -> throw new StoreUnavailableException("Unavailable", false, null);
          case "broken" -> throw new StoreBrokenException("Broken", false, null);
          default -> given.rate().map(Duration::parse);
        };
  }

  private static Map<String, @Nullable Object> onTheWire(Map<String, @Nullable Object> outcome) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(outcome);
    fields.keySet().removeAll(NOT_ON_THE_WIRE);
    if (Set.of("Conflict", "Deleted").contains(fields.get("Kind"))) {
      fields.keySet().retainAll(Set.of("Kind"));
    }
    if (fields.get("Room") instanceof Map<?, ?> room) {
      Map<Object, @Nullable Object> known = new LinkedHashMap<>(room);
      known.keySet().removeAll(NOT_OF_A_ROOM);
      fields.put("Room", known);
    }
    if (fields.get("RetryAfter") instanceof String wait) {
      fields.put(
          "RetryAfter", Long.toString(Duration.parse(wait).plusNanos(999_999_999).toSeconds()));
    }
    if (fields.remove("Items") instanceof List<?> items) {
      fields.put("Errors", errors(items));
    }
    return fields;
  }

  private static List<Map<String, @Nullable Object>> errors(List<?> items) {
    List<Map<String, @Nullable Object>> errors = new ArrayList<>();
    for (Object item : items) {
      Map<?, ?> fields = (Map<?, ?>) item;
      if (!"Created".equals(fields.get("Kind"))) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("MemberId", fields.get("MemberId"));
        error.put("Kind", fields.get("Kind"));
        errors.add(error);
      }
    }
    return errors;
  }

  /** What the answer does not have is read afterwards: what a batch created, and what is gone. */
  private static void isSo(Wire wire, RuleCase given, Map<String, @Nullable Object> expected) {
    if (expected.get("Items") instanceof List<?> items) {
      Object listed = read(wire, given, "ListRoomMemberships").get("RoomMemberships");
      assertThat(items)
          .map(item -> (Map<?, ?>) item)
          .filteredOn(item -> "Created".equals(item.get("Kind")))
          .allMatch(item -> hasOne((List<?>) listed, item.get("RoomMembership")));
    } else if ("Deleted".equals(expected.get("Kind"))) {
      if (given.action().equals("DeleteRoom")) {
        assertThat(read(wire, given, "GetRoom")).containsEntry("Kind", "NotFound");
      } else {
        assertThat(read(wire, given, "ListRoomMemberships"))
            .containsEntry("Kind", "Listed")
            .asString()
            .doesNotContain("MemberId=" + given.request().fields().get("MemberId") + ",");
      }
    }
  }

  private static boolean hasOne(@Nullable List<?> listed, @Nullable Object expected) {
    return requireNonNull(listed).stream()
        .anyMatch(
            one -> RuleCase.difference(object("One", expected), object("One", one)).isEmpty());
  }

  private static Map<String, @Nullable Object> object(String name, @Nullable Object value) {
    Map<String, @Nullable Object> object = new HashMap<>();
    object.put(name, value);
    return object;
  }

  /** What an administrator of the account reads about the room of the request. */
  private static Map<String, @Nullable Object> read(Wire wire, RuleCase given, String action) {
    String account = (String) requireNonNull(given.request().fields().get("AccountId"));
    Object room = requireNonNull(given.request().fields().get("RoomId"));
    return wire.runner.execute(
        new RuleCase.Request(
            "",
            action,
            Caller.accountAdministrator(new AccountId(account), "reader"),
            Map.of("AccountId", account, "RoomId", room)));
  }
}
