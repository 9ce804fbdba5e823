package io.chatrooms.testkit;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.RequestRate;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.testkit.FailingStore.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs the cases of the rules on a store. */
final class RuleCaseRun {
  private static final Instant BEFORE = Fixture.NOON;
  private static final Instant NOW = Fixture.LATER.truncatedTo(ChronoUnit.MILLIS);

  /** How many failed cases are shown with what is wrong. */
  private static final int SHOWN = 10;

  private static final Set<String> CHANGES = Set.of("Created", "Processed", "Updated", "Deleted");

  private final Store store;
  private final Consumer<Member> saveMember;

  /** The accounts in which a world is as a case needs it, since no case has changed it. */
  private final Map<Map<String, @Nullable Object>, String> unchanged = new HashMap<>();

  private RuleCaseRun(Store store, Consumer<Member> saveMember) {
    this.store = store;
    this.saveMember = saveMember;
  }

  /** Runs the cases of the action that need no directory. */
  static void on(StoreFactory factory, String action) throws Exception {
    Map<RuleCase, Throwable> failures = new LinkedHashMap<>();
    for (Map.Entry<Limits, List<RuleCase>> cases :
        cases(one -> one.action().equals(action) && one.directory().isEmpty()).entrySet()) {
      Limits limits = cases.getKey();
      FreshStore.use(
          factory.newStore(limits.memberRoomLimit, limits.accountRoomLimit),
          store -> {
            RuleCaseRun run = new RuleCaseRun(store, member -> store.members().save(member));
            cases.getValue().forEach(one -> collect(one, () -> run.run(one), failures));
          });
    }
    fail(failures);
  }

  /**
   * Runs the cases of all actions on a store that leaves the members to the host, and that cannot
   * be asked for a limit of rooms per account.
   */
  static void on(MembersElsewhere factory) throws Exception {
    HostMembers host = new HostMembers();
    Map<RuleCase, Throwable> failures = new LinkedHashMap<>();
    for (Map.Entry<Limits, List<RuleCase>> cases :
        cases(one -> one.accountRoomLimit() == Room.DEFAULT_ACCOUNT_LIMIT).entrySet()) {
      FreshStore.use(
          factory.newStore(cases.getKey().memberRoomLimit, host),
          store -> {
            RuleCaseRun run = new RuleCaseRun(store, host::save);
            cases.getValue().forEach(one -> collect(one, () -> run.runWith(host, one), failures));
          });
    }
    fail(failures);
  }

  /** What a store is built with. */
  private record Limits(int memberRoomLimit, int accountRoomLimit) {}

  private static Map<Limits, List<RuleCase>> cases(Predicate<RuleCase> which) {
    return RuleCase.all().stream()
        .filter(which)
        .collect(groupingBy(one -> new Limits(one.memberRoomLimit(), one.accountRoomLimit())));
  }

  /** A case that is run. */
  private interface Attempt {
    void run() throws Exception;
  }

  private static void collect(RuleCase one, Attempt attempt, Map<RuleCase, Throwable> failures) {
    try {
      attempt.run();
    } catch (Exception | AssertionError e) {
      failures.put(one, e);
    }
  }

  private static void fail(Map<RuleCase, Throwable> failures) {
    if (failures.isEmpty()) {
      return;
    }
    String first =
        failures.entrySet().stream()
            .limit(SHOWN)
            .map(failure -> failure.getKey() + "\n  " + failure.getValue())
            .collect(joining("\n"));
    String others =
        failures.keySet().stream().skip(SHOWN).map(one -> "\n" + one).collect(joining());
    AssertionError error =
        new AssertionError("%s of the cases fail:\n%s%s".formatted(failures.size(), first, others));
    failures.values().forEach(error::addSuppressed);
    throw error;
  }

  private void run(RuleCase one) throws Exception {
    runWith(new HostMembers(), one);
  }

  private void runWith(HostMembers host, RuleCase one) throws Exception {
    RuleCase given = filled(one);
    Map<String, @Nullable Object> answers = given.runEarlier(this::earlier);
    given
        .directory()
        .ifPresent(
            directory -> {
              RuleCaseWorld.members(directory).forEach(host::save);
              RuleCaseFile.objects(directory, "Unknown")
                  .forEach(
                      gone ->
                          host.remove(RuleCaseWorld.accountId(gone), RuleCaseWorld.memberId(gone)));
            });
    List<Object> before = picture(given);
    Map<String, @Nullable Object> actual = runner(given).execute(given.request(answers));

    Map<String, @Nullable Object> expected = new LinkedHashMap<>(given.outcome(answers));
    expected.put("Rule", given.rule());
    assertThat(RuleCase.difference(expected, actual)).as("differences in the outcome").isEmpty();
    if (mayChange(given)) {
      isSo(given, actual);
    } else {
      assertThat(picture(given)).as("rooms and memberships, which do not change").isEqualTo(before);
    }
  }

  /** What was created, updated or deleted reads as the outcome says. */
  private void isSo(RuleCase given, Map<String, @Nullable Object> outcome) {
    boolean deleted = "Deleted".equals(outcome.get("Kind"));
    if (outcome.get("Items") instanceof List<?> items) {
      items.stream()
          .map(RuleCaseFile::object)
          .filter(item -> "Created".equals(item.get("Kind")))
          .forEach(item -> isSo(given, item));
    } else if (outcome.get("RoomMembership") instanceof Map<?, ?> membership) {
      Map<?, ?> member = (Map<?, ?>) requireNonNull(membership.get("Member"));
      reads(
          given,
          "GetRoomMembership",
          "RoomMembership",
          deleted ? null : membership,
          Map.of(
              "RoomId", requireNonNull(membership.get("RoomId")),
              "MemberId", requireNonNull(member.get("MemberId"))));
    } else if (outcome.get("Room") instanceof Map<?, ?> room) {
      reads(
          given,
          "GetRoom",
          "Room",
          deleted ? null : room,
          Map.of("RoomId", requireNonNull(room.get("RoomId"))));
    }
  }

  /** An account administrator reads what is expected; null if it is not there. */
  private void reads(
      RuleCase given,
      String action,
      String field,
      @Nullable Object expected,
      Map<String, @Nullable Object> ids) {
    Caller.Authenticated asked = (Caller.Authenticated) given.request().caller();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(ids);
    fields.put("AccountId", asked.accountId().value());
    Map<String, @Nullable Object> read =
        new ActionRunner(ChatRooms.of(store, InstantSource.fixed(NOW)), NOW)
            .execute(
                new RuleCase.Request(
                    "", action, Caller.accountAdministrator(asked.accountId(), "reader"), fields));
    Map<String, @Nullable Object> expectation = new LinkedHashMap<>();
    expectation.put(field, expected);
    assertThat(RuleCase.difference(expectation, read)).as("differences in the store").isEmpty();
  }

  /** The case in accounts of the store that have its world. */
  private RuleCase filled(RuleCase one) {
    boolean mayShare = !mayChange(one) && one.earlier().isEmpty() && one.directory().isEmpty();
    String shared = mayShare ? unchanged.get(one.world()) : null;
    if (shared != null) {
      return one.inAccounts(id -> id + shared);
    }
    String fresh = " of case " + UUID.randomUUID();
    RuleCase given = one.inAccounts(id -> id + fresh);
    given.fill(store, saveMember, InstantSource.fixed(BEFORE));
    if (mayShare) {
      unchanged.put(one.world(), fresh);
    }
    return given;
  }

  private static boolean mayChange(RuleCase one) {
    return one.outcome().get("Kind") instanceof String kind && CHANGES.contains(kind);
  }

  private Map<String, @Nullable Object> earlier(RuleCase.Request request) {
    ChatRooms rooms = ChatRooms.of(store, InstantSource.fixed(BEFORE));
    Map<String, @Nullable Object> answer = new ActionRunner(rooms, NOW).execute(request);
    assertThat(answer.get("Kind"))
        .as("the outcome of the earlier %s", request.action())
        .isIn("Created", "Processed", "Updated", "Deleted", "Found", "Listed");
    return answer;
  }

  private RuleCase.Runner runner(RuleCase given) {
    FailingStore failing = new FailingStore(store);
    given
        .store()
        .map(how -> how.equals("broken") ? Failure.broken() : Failure.unavailable())
        .ifPresent(failing::failWith);
    return new ActionRunner(
        ChatRooms.builder(failing, InstantSource.fixed(NOW)).rate(rate(given)).build(), NOW);
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

  /** The rooms of the case's accounts, and who is in them. */
  private List<Object> picture(RuleCase given) {
    List<Object> picture = new ArrayList<>();
    RuleCaseFile.objects(given.world(), "Accounts")
        .map(RuleCaseWorld::accountId)
        .forEach(accountId -> addRooms(picture, accountId));
    return picture;
  }

  private void addRooms(List<Object> picture, AccountId accountId) {
    for (Room room : store.rooms().list(accountId, null, null, null, 99).page().items()) {
      picture.add(room);
      picture.addAll(store.memberships().listByRoom(accountId, room.roomId(), null, 99).items());
    }
  }
}
