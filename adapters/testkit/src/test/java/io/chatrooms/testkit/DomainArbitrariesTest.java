package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.BatchCreateRoomMembershipRule;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembershipRule;
import io.chatrooms.core.action.CreateRoomRule;
import io.chatrooms.core.action.DeleteRoomMembershipRule;
import io.chatrooms.core.action.DeleteRoomRule;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.GetRoomMembershipRule;
import io.chatrooms.core.action.GetRoomRule;
import io.chatrooms.core.action.ListRoomMembershipsRule;
import io.chatrooms.core.action.ListRoomsRule;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.Rule;
import io.chatrooms.core.action.SharedRule;
import io.chatrooms.core.action.UpdateRoomMembershipRule;
import io.chatrooms.core.action.UpdateRoomRule;
import io.chatrooms.core.action.Violation;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.Room;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/** What the documentation promises occurs. The seed is fixed, so every run is the same. */
class DomainArbitrariesTest {
  private static final Caller ADMINISTRATOR =
      Caller.accountAdministrator(new AccountId("a"), "administrator");

  private static <T> List<T> some(int count, Arbitrary<T> arbitrary) {
    List<T> values = new ArrayList<>();
    JqwikSession.run(
        () -> {
          RandomGenerator<T> generator = arbitrary.generator(1_000, false);
          Random random = new Random(1);
          for (int i = 0; i < count; i++) {
            values.add(generator.next(random).value());
          }
        });
    return values;
  }

  @Test
  void idsContainTheEasilyConfused() {
    List<MemberId> ids = some(2_000, DomainArbitraries.memberIds());
    Set<String> texts = ids.stream().map(MemberId::value).collect(Collectors.toSet());

    assertThat(texts).containsAll(DomainArbitraries.TRICKY_IDS).hasSizeGreaterThan(300);
    assertThat(DomainArbitraries.TRICKY_IDS).doesNotHaveDuplicates();
    assertThat(texts)
        .anyMatch(id -> id.length() == 256 && id.codePointCount(0, 256) == 128)
        .noneMatch(id -> id.codePointCount(0, id.length()) > DomainArbitraries.LONGEST_ID);
    assertThat(ids.stream().sorted().map(MemberId::value).distinct().toList())
        .as("ordered differently by UTF-16 unit")
        .isNotEqualTo(texts.stream().sorted().toList());
  }

  @Test
  void textsAreSometimesEmpty() {
    assertThat(some(200, DomainArbitraries.texts()))
        .contains("", "jane@example.com")
        .anyMatch(text -> text.length() == 600);
  }

  @Test
  void timesAreAnyTimes() {
    List<Instant> times = some(1_000, DomainArbitraries.times());

    assertThat(times)
        .contains(
            Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999999Z"))
        .anyMatch(
            time ->
                time.isBefore(Instant.EPOCH) && !time.equals(time.truncatedTo(ChronoUnit.MILLIS)))
        .allMatch(time -> !time.isBefore(Instant.parse("0001-01-01T00:00:00Z")))
        .allMatch(time -> time.isBefore(Instant.parse("+10000-01-01T00:00:00Z")));
  }

  @Test
  void membersAreOfEveryKind() {
    assertThat(
            some(300, DomainArbitraries.members()).stream()
                .map(member -> member.type() + " " + member.state()))
        .containsOnly(
            "USER UNREGISTERED",
            "USER REGISTERED",
            "USER SUSPENDED",
            "BOT ENABLED",
            "BOT STOPPED",
            "WEBHOOK ENABLED");
  }

  @Test
  void accountsRoomsAndMembershipsAreOfEveryKind() {
    assertThat(
            some(1_000, DomainArbitraries.accounts()).stream()
                .map(account -> account.type() + " " + account.status())
                .distinct())
        .hasSize(8);
    assertThat(some(300, DomainArbitraries.rooms()).stream().map(Room::invitePolicy).distinct())
        .hasSize(2);
    assertThat(some(100, DomainArbitraries.rooms()))
        .allMatch(room -> !room.createdAt().isAfter(room.updatedAt()));
    assertThat(some(100, DomainArbitraries.memberships()).stream().map(m -> m.role()).distinct())
        .hasSize(2);
    assertThat(some(100, DomainArbitraries.callers()).stream().map(Object::getClass).distinct())
        .hasSize(3);
  }

  @Test
  void whiteSpaceIsComplete() {
    assertThat(DomainArbitraries.WHITE_SPACE)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(
                    point ->
                        point == 0xFEFF
                            || Character.isWhitespace(point)
                            || Character.isSpaceChar(point))
                .mapToObj(Character::toString)
                .toList());
  }

  @Test
  void validRequestsAreWellFormed() {
    assertThat(some(1_000, DomainArbitraries.validRequests()))
        .allMatch(request -> violations(request).isEmpty())
        .anyMatch(request -> request.role() == null);
  }

  @Test
  void invalidRequestsAreInvalidInEveryWay() {
    List<MembershipRequest> requests = some(5_000, DomainArbitraries.invalidRequests());
    List<List<Violation>> violations =
        requests.stream().map(DomainArbitrariesTest::violations).toList();
    Set<String> ids =
        requests.stream()
            .flatMap(r -> Stream.of(r.accountId(), r.roomId(), r.memberId()))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());

    assertThat(violations).noneMatch(Collection::isEmpty);
    assertThat(violations.stream().flatMap(List::stream).collect(Collectors.toSet()))
        .isEqualTo(everyViolation());
    assertThat(violations)
        .as("several at once")
        .anyMatch(all -> fields(all).size() == 4)
        .anyMatch(all -> fields(all).size() == 1 && all.size() > 1);
    assertThat(ids).contains("").containsAll(DomainArbitraries.WHITE_SPACE);
    assertThat(ids)
        .as("blank and too long at once")
        .anyMatch(id -> id.isBlank() && id.length() > DomainArbitraries.LONGEST_ID);
  }

  /** What can be wrong with an id. */
  private static final Set<Problem> OF_AN_ID =
      EnumSet.of(
          Problem.MISSING,
          Problem.BLANK,
          Problem.TOO_LONG,
          Problem.CONTAINS_NUL,
          Problem.CONTAINS_LONE_SURROGATE);

  private static Set<Violation> everyViolation() {
    Set<Violation> every = new HashSet<>();
    for (Field field : EnumSet.of(Field.ACCOUNT_ID, Field.ROOM_ID, Field.MEMBER_ID)) {
      OF_AN_ID.forEach(problem -> every.add(new Violation(field, problem)));
    }
    every.add(new Violation(Field.ROLE, Problem.UNKNOWN_ROLE));
    return every;
  }

  private static Set<Field> fields(List<Violation> violations) {
    return violations.stream().map(Violation::field).collect(Collectors.toSet());
  }

  private static List<Violation> violations(MembershipRequest request) {
    Outcome outcome =
        new Asked(
                World.empty(),
                ADMINISTRATOR,
                new Asked.OfMembership(MembershipAction.CREATE, request),
                Instant.EPOCH)
            .on(new ModelStore(1));
    return outcome instanceof BadRequest badRequest ? badRequest.violations() : List.of();
  }

  @Test
  void validRoomRequestsAreWellFormedForEveryAction() {
    List<RoomRequest> requests = some(1_000, DomainArbitraries.validRoomRequests());

    for (RoomsAction action : RoomsAction.values()) {
      assertThat(requests)
          .as(action.toString())
          .allMatch(request -> violations(action, request).isEmpty());
    }
    assertThat(requests)
        .anyMatch(request -> request.memberId() == null)
        .anyMatch(request -> request.invitePolicy() == null)
        .anyMatch(request -> request.clientRequestToken() == null)
        .anyMatch(request -> request.maxResults() == null)
        .anyMatch(request -> request.maxResults() != null && request.maxResults() == 99);
    assertThat(
            requests.stream()
                .map(RoomRequest::items)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(Objects::nonNull))
        .as("malformed items, which make no batch malformed")
        .anyMatch(item -> !DomainArbitraries.isId(item.memberId()));
  }

  /** The fields of each action that can be malformed. */
  private static final Map<RoomsAction, Set<Field>> FIELDS =
      Map.of(
          RoomsAction.BATCH,
          EnumSet.of(Field.ACCOUNT_ID, Field.ROOM_ID, Field.MEMBERSHIP_ITEM_LIST),
          RoomsAction.LIST_MEMBERSHIPS,
          EnumSet.of(Field.ACCOUNT_ID, Field.ROOM_ID, Field.MAX_RESULTS, Field.NEXT_TOKEN),
          RoomsAction.CREATE,
          EnumSet.of(Field.ACCOUNT_ID, Field.NAME, Field.CLIENT_REQUEST_TOKEN),
          RoomsAction.GET,
          EnumSet.of(Field.ACCOUNT_ID, Field.ROOM_ID),
          RoomsAction.UPDATE,
          EnumSet.of(Field.ACCOUNT_ID, Field.ROOM_ID, Field.NAME, Field.INVITE_POLICY),
          RoomsAction.DELETE,
          EnumSet.of(Field.ACCOUNT_ID, Field.ROOM_ID),
          RoomsAction.LIST,
          EnumSet.of(Field.ACCOUNT_ID, Field.MEMBER_ID, Field.MAX_RESULTS, Field.NEXT_TOKEN));

  @Test
  void invalidRoomRequestsAreInvalidInEveryWay() {
    List<RoomRequest> requests = some(1_000, DomainArbitraries.invalidRoomRequests());
    Map<RoomsAction, Set<Field>> fields = new EnumMap<>(RoomsAction.class);
    Set<Violation> all = new HashSet<>();
    for (RoomRequest request : requests) {
      List<Violation> ofAny = new ArrayList<>();
      for (RoomsAction action : RoomsAction.values()) {
        List<Violation> violations = violations(action, request);
        ofAny.addAll(violations);
        fields.computeIfAbsent(action, key -> new HashSet<>()).addAll(fields(violations));
      }
      assertThat(ofAny).as(request.toString()).isNotEmpty();
      all.addAll(ofAny);
    }

    assertThat(fields).isEqualTo(FIELDS);
    Set<Violation> expected = new HashSet<>();
    for (Field field : EnumSet.of(Field.ACCOUNT_ID, Field.ROOM_ID, Field.MEMBER_ID)) {
      OF_AN_ID.forEach(problem -> expected.add(new Violation(field, problem)));
    }
    expected.remove(new Violation(Field.MEMBER_ID, Problem.MISSING)); // then all rooms are listed
    for (Problem problem :
        EnumSet.of(
            Problem.MISSING,
            Problem.BLANK,
            Problem.NAME_TOO_LONG,
            Problem.CONTAINS_NUL,
            Problem.CONTAINS_LONE_SURROGATE)) {
      expected.add(new Violation(Field.NAME, problem));
    }
    for (Problem problem : EnumSet.of(Problem.MISSING, Problem.EMPTY, Problem.TOO_MANY_ITEMS)) {
      expected.add(new Violation(Field.MEMBERSHIP_ITEM_LIST, problem));
    }
    expected.add(new Violation(Field.INVITE_POLICY, Problem.UNKNOWN_INVITE_POLICY));
    expected.add(new Violation(Field.CLIENT_REQUEST_TOKEN, Problem.MALFORMED_REQUEST_TOKEN));
    expected.add(new Violation(Field.MAX_RESULTS, Problem.OUT_OF_RANGE));
    expected.add(new Violation(Field.NEXT_TOKEN, Problem.FOREIGN_TOKEN));
    assertThat(all).isEqualTo(expected);
  }

  private static List<Violation> violations(RoomsAction action, RoomRequest request) {
    Outcome outcome =
        new Asked(World.empty(), ADMINISTRATOR, new Asked.OfRooms(action, request), Instant.EPOCH)
            .on(new ModelStore(1));
    return outcome instanceof BadRequest badRequest ? badRequest.violations() : List.of();
  }

  @Test
  void worldsAreOfEveryKind() {
    List<World> worlds = some(2_000, DomainArbitraries.worlds());

    assertThat(worlds)
        .contains(World.empty().withMemberRoomLimit(2))
        .anyMatch(world -> world.accounts().size() == 3)
        .anyMatch(has(world -> world.accounts(), account -> !account.holdsRooms()))
        .anyMatch(has(world -> world.accounts(), account -> account.isSuspended()))
        .anyMatch(world -> world.rooms().stream().anyMatch(room -> isFull(world, room)))
        .anyMatch(world -> world.members().stream().anyMatch(m -> isFull(world, m.memberId())));
    for (String barred : List.of("SUSPENDED", "STOPPED")) {
      assertThat(worlds)
          .as(barred + " and in a room")
          .anyMatch(
              world ->
                  world.members().stream()
                      .filter(member -> member.state().name().equals(barred))
                      .anyMatch(
                          member ->
                              world.memberships().stream()
                                  .anyMatch(m -> m.key().memberId().equals(member.memberId()))));
    }
  }

  private static <T> Predicate<World> has(Function<World, List<T>> all, Predicate<T> which) {
    return world -> all.apply(world).stream().anyMatch(which);
  }

  private static boolean isFull(World world, Room room) {
    return world.memberships().stream()
            .filter(m -> m.key().accountId().equals(room.accountId()))
            .filter(m -> m.key().roomId().equals(room.roomId()))
            .count()
        == room.membershipLimit();
  }

  private static boolean isFull(World world, MemberId member) {
    return world.memberships().stream().filter(m -> m.key().memberId().equals(member)).count()
        >= world.memberRoomLimit();
  }

  @Test
  void everyRuleAndEveryReasonIsReached() {
    Set<Rule> rules = new HashSet<>();
    Set<Forbidden.Reason> reasons = EnumSet.noneOf(Forbidden.Reason.class);
    for (Asked asked : some(4_000, Asked.any(2))) {
      ModelStore store = new ModelStore(2, Fixture.TIGHT_ACCOUNT_ROOM_LIMIT);
      asked.world().putInto(store);
      Outcome outcome = asked.on(store);
      rules.add(outcome.rule());
      if (outcome instanceof Forbidden forbidden) {
        reasons.add(forbidden.reason());
      }
    }

    Set<Rule> expected = new HashSet<>();
    Collections.addAll(expected, SharedRule.values());
    Collections.addAll(expected, CreateRoomMembershipRule.values());
    Collections.addAll(expected, UpdateRoomMembershipRule.values());
    Collections.addAll(expected, DeleteRoomMembershipRule.values());
    Collections.addAll(expected, GetRoomMembershipRule.values());
    Collections.addAll(expected, BatchCreateRoomMembershipRule.values());
    Collections.addAll(expected, ListRoomMembershipsRule.values());
    Collections.addAll(expected, CreateRoomRule.values());
    Collections.addAll(expected, GetRoomRule.values());
    Collections.addAll(expected, UpdateRoomRule.values());
    Collections.addAll(expected, DeleteRoomRule.values());
    Collections.addAll(expected, ListRoomsRule.values());
    expected.removeAll(List.of(SharedRule.ANY_02, SharedRule.ANY_10, SharedRule.ANY_11));
    expected.removeAll(List.of(CreateRoomRule.CRO_02, CreateRoomRule.CRO_03));
    assertThat(rules)
        .as("every rule but those of the rate, of failing ports, and of tokens used before")
        .isEqualTo(expected);
    assertThat(reasons)
        .as("every reason but that of a member whom only a host's directory can lose")
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Forbidden.Reason.MEMBER_UNKNOWN)));
  }
}
