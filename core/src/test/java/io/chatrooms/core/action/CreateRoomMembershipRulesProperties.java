package io.chatrooms.core.action;

import static io.chatrooms.core.action.Situation.ACME;
import static io.chatrooms.core.action.Situation.ADMINISTRATOR_ARN;
import static io.chatrooms.core.action.Situation.ANN;
import static io.chatrooms.core.action.Situation.ANN_IN_LOUNGE;
import static io.chatrooms.core.action.Situation.BOB;
import static io.chatrooms.core.action.Situation.bot;
import static io.chatrooms.core.action.Situation.user;
import static io.chatrooms.core.action.Situation.webhook;
import static io.chatrooms.core.member.MemberState.ENABLED;
import static io.chatrooms.core.member.MemberState.REGISTERED;
import static io.chatrooms.core.member.MemberState.STOPPED;
import static io.chatrooms.core.member.MemberState.SUSPENDED;
import static io.chatrooms.core.member.MemberState.UNREGISTERED;
import static io.chatrooms.core.room.InvitePolicy.ADMINISTRATORS;
import static io.chatrooms.core.room.InvitePolicy.ALL_MEMBERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** The rule book, held against everything that can be asked and everything that can stand. */
class CreateRoomMembershipRulesProperties {

  /**
   * Something that stands against an admissible request, and the rule that it brings into play. It
   * brings no earlier rule into play, and it holds whatever was done for later rules.
   */
  @SuppressWarnings("ImmutableEnumChecker") // Its lambdas capture nothing.
  enum Obstacle {
    NOBODY(Rule.CRM_01, s -> s.caller = Caller.unauthenticated()),
    TOO_OFTEN(Rule.CRM_02, s -> s.wait = Duration.ofSeconds(1)),
    NO_ACCOUNT_ID(Rule.CRM_03, s -> s.accountId = null),
    BLANK_ROOM_ID(Rule.CRM_03, s -> s.roomId = "\u2007"),
    LONG_MEMBER_ID(Rule.CRM_03, s -> s.memberId = "m".repeat(129)),
    NUL_IN_ROOM_ID(Rule.CRM_03, s -> s.roomId = "lounge\0"),
    SURROGATE_IN_MEMBER_ID(Rule.CRM_03, s -> s.memberId = "\uDC00"),
    ODD_ROLE(Rule.CRM_03, s -> s.role = "administrator"),
    ADMINISTRATOR_FROM_ELSEWHERE(
        Rule.CRM_04,
        s -> s.caller = Caller.accountAdministrator(new AccountId("else"), ADMINISTRATOR_ARN)),
    MEMBER_FROM_ELSEWHERE(Rule.CRM_04, s -> s.caller = Caller.member(new AccountId("else"), BOB)),
    NO_ACCOUNT(Rule.CRM_05, s -> s.account = null),
    TEAM_ACCOUNT(
        Rule.CRM_06, s -> s.account = Situation.account(AccountType.TEAM, AccountStatus.ACTIVE)),
    SUSPENDED_ACCOUNT(
        Rule.CRM_06,
        s -> s.account = Situation.account(AccountType.ENTERPRISE_OIDC, AccountStatus.SUSPENDED)),
    NO_ROOM(Rule.CRM_07, s -> s.room = null),
    CALLER_UNKNOWN(Rule.CRM_08, s -> s.askedByOutsider(null)),
    CALLER_SUSPENDED(
        Rule.CRM_08, s -> s.askedBy(Role.ADMINISTRATOR).callerAsMember = user(BOB, SUSPENDED)),
    CALLER_STOPPED(Rule.CRM_08, s -> s.askedBy(Role.MEMBER).callerAsMember = bot(BOB, STOPPED)),
    CALLER_WEBHOOK(Rule.CRM_08, s -> s.askedBy(Role.MEMBER).callerAsMember = webhook(BOB)),
    CALLER_NOT_IN_ROOM(Rule.CRM_08, s -> s.askedByOutsider(user(BOB, REGISTERED))),
    ADMINISTRATORS_INVITE(Rule.CRM_09, s -> s.askedBy(Role.MEMBER).inviting(ADMINISTRATORS)),
    ROLE_ABOVE_OWN(
        Rule.CRM_09, s -> s.askedBy(Role.MEMBER).inviting(ALL_MEMBERS).role = "Administrator"),
    NO_MEMBER(Rule.CRM_10, s -> s.member = null),
    WEBHOOK(Rule.CRM_11, s -> s.member = webhook(ANN)),
    BOT_AS_ADMINISTRATOR(
        Rule.CRM_11,
        s -> {
          s.askedBy(Role.ADMINISTRATOR).role = "Administrator";
          s.member = bot(ANN, ENABLED);
        }),
    SUSPENDED_USER(Rule.CRM_12, s -> s.member = user(ANN, SUSPENDED)),
    STOPPED_BOT(
        Rule.CRM_12,
        s -> {
          s.role = null;
          s.member = bot(ANN, STOPPED);
        }),
    BOT_BY_PLAIN_MEMBER(
        Rule.CRM_12,
        s -> {
          s.askedBy(Role.MEMBER).inviting(ALL_MEMBERS).role = "Member";
          s.member = bot(ANN, ENABLED);
        }),
    IN_ROOM(Rule.CRM_13, s -> s.standing = Situation.membership(ANN, Role.MEMBER)),
    ROOM_FULL(Rule.CRM_14, s -> s.inRoom = 10),
    MEMBER_FULL(Rule.CRM_15, s -> s.roomsOfMember = s.roomsOfMemberLimit);

    private final Rule rule;
    private final Consumer<Situation> mutation;

    Obstacle(Rule rule, Consumer<Situation> mutation) {
      this.rule = rule;
      this.mutation = mutation;
    }
  }

  /** Ways to ask for something that nothing stands against. */
  @SuppressWarnings("ImmutableEnumChecker") // Its lambdas capture nothing.
  enum Admissible {
    BY_ACCOUNT_ADMINISTRATOR(s -> {}),
    ADMINISTRATOR_BY_ACCOUNT_ADMINISTRATOR(s -> s.inviting(ADMINISTRATORS).role = "Administrator"),
    BOT_BY_ACCOUNT_ADMINISTRATOR(s -> s.member = bot(ANN, ENABLED)),
    BY_ADMINISTRATOR(s -> s.askedBy(Role.ADMINISTRATOR).inviting(ADMINISTRATORS).role = "Member"),
    ADMINISTRATOR_BY_ADMINISTRATOR(s -> s.askedBy(Role.ADMINISTRATOR).role = "Administrator"),
    BY_PLAIN_MEMBER(s -> s.askedBy(Role.MEMBER).member = user(ANN, UNREGISTERED)),
    BY_BOT(s -> s.askedBy(Role.MEMBER).callerAsMember = bot(BOB, ENABLED)),
    LAST_SEAT(
        s -> {
          s.inRoom = 9;
          s.roomsOfMember = 9;
        });

    private final Consumer<Situation> mutation;

    Admissible(Consumer<Situation> mutation) {
      this.mutation = mutation;
    }
  }

  @Property
  void theLowestRuleThatAppliesDecides(
      @ForAll Admissible start, @ForAll("fewObstacles") Set<Obstacle> obstacles) {
    Situation situation = new Situation();
    start.mutation.accept(situation);
    obstacles.stream()
        .sorted(Comparator.comparing((Obstacle o) -> o.rule).reversed())
        .forEach(o -> o.mutation.accept(situation));
    Rule expected = obstacles.stream().map(o -> o.rule).min(Rule::compareTo).orElse(Rule.CRM_18);

    assertThat(situation.decide().rule()).isEqualTo(expected);

    assertThat(situation.memberships.adds()).hasSize(expected == Rule.CRM_18 ? 1 : 0);
    assertThat(situation.memberships.reads()).hasSize(expected.compareTo(Rule.CRM_04) > 0 ? 1 : 0);
  }

  /** Few, or none would ever reach the later rules. */
  @Provide
  Arbitrary<Set<Obstacle>> fewObstacles() {
    return Arbitraries.of(Obstacle.class).set().ofMaxSize(4);
  }

  @Property
  void anyTwoObstaclesAreDecidedByTheEarlierRule(
      @ForAll Obstacle one, @ForAll Obstacle other, @ForAll Admissible start) {
    theLowestRuleThatAppliesDecides(start, one == other ? Set.of(one) : Set.of(one, other));
  }

  /**
   * What the rule book says once more, as a table: the first line that holds decides. Written from
   * the rules, not from the code.
   */
  private record Line(Predicate<Situation> when, Function<Situation, Refusal> outcome) {}

  private static final List<Line> TABLE =
      List.of(
          line(s -> s.account == null, new NotFound(Resource.ACCOUNT)),
          line(s -> accountIs(s, AccountType.TEAM), Reason.ACCOUNT_WITHOUT_ROOMS),
          line(s -> accountIs(s, AccountStatus.SUSPENDED), Reason.ACCOUNT_SUSPENDED),
          line(s -> s.room == null, new NotFound(Resource.ROOM)),
          line(s -> memberAsks(s) && s.callerAsMember == null, Reason.CALLER_UNKNOWN),
          line(s -> memberAsks(s) && is(s.callerAsMember, "SUSPENDED"), Reason.CALLER_SUSPENDED),
          line(s -> memberAsks(s) && is(s.callerAsMember, "STOPPED"), Reason.CALLER_STOPPED),
          line(s -> memberAsks(s) && is(s.callerAsMember, "WEBHOOK"), Reason.CALLER_WEBHOOK),
          line(s -> memberAsks(s) && s.callerMembership == null, Reason.CALLER_NOT_IN_ROOM),
          line(s -> plainMemberAsks(s) && policy(s) == ADMINISTRATORS, Reason.INVITE_POLICY),
          line(s -> plainMemberAsks(s) && "Administrator".equals(s.role), Reason.ROLE_ABOVE_OWN),
          line(s -> s.member == null, new NotFound(Resource.MEMBER)),
          line(s -> is(s.member, "WEBHOOK"), bad(Field.MEMBER_ID, Problem.WEBHOOK)),
          line(
              s -> is(s.member, "BOT") && "Administrator".equals(s.role),
              bad(Field.ROLE, Problem.BOT_AS_ADMINISTRATOR)),
          line(s -> is(s.member, "SUSPENDED"), Reason.MEMBER_SUSPENDED),
          line(s -> is(s.member, "STOPPED"), Reason.MEMBER_STOPPED),
          line(s -> is(s.member, "BOT") && plainMemberAsks(s), Reason.BOT_BY_PLAIN_MEMBER),
          new Line(s -> s.standing != null, s -> new Conflict(known(s.standing))),
          new Line(
              s -> known(s.room).membershipLimit() - s.inRoom < 1,
              s -> new ResourceLimitExceeded(Resource.ROOM, known(s.room).membershipLimit())),
          new Line(
              s -> s.roomsOfMemberLimit - s.roomsOfMember < 1,
              s -> new ResourceLimitExceeded(Resource.MEMBER, s.roomsOfMemberLimit)));

  private static Line line(Predicate<Situation> when, Refusal outcome) {
    return new Line(when, s -> outcome);
  }

  private static Line line(Predicate<Situation> when, Reason reason) {
    return line(when, new Forbidden(reason));
  }

  private static BadRequest bad(Field field, Problem problem) {
    return new BadRequest(List.of(new Violation(field, problem)));
  }

  private static boolean accountIs(Situation s, Enum<?> typeOrStatus) {
    return typeOrStatus == known(s.account).type() || typeOrStatus == known(s.account).status();
  }

  private static boolean is(@Nullable Member member, String typeOrState) {
    return member != null
        && Set.of(member.type().name(), member.state().name()).contains(typeOrState);
  }

  private static boolean memberAsks(Situation s) {
    return s.caller instanceof Caller.AccountMember;
  }

  private static boolean plainMemberAsks(Situation s) {
    return memberAsks(s) && known(s.callerMembership).role() == Role.MEMBER;
  }

  private static InvitePolicy policy(Situation s) {
    return known(s.room).invitePolicy();
  }

  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("an earlier line of the table should have decided");
    }
    return value;
  }

  @Property(edgeCases = EdgeCasesMode.NONE) // There are more combinations of them than tries.
  void theTableOfTheRulesAgrees(@ForAll("coherent") Situation situation) {
    Optional<Refusal> expected =
        TABLE.stream()
            .filter(line -> line.when.test(situation))
            .findFirst()
            .map(line -> line.outcome.apply(situation));

    CreateRoomMembershipResult result = situation.decide();

    if (expected.isPresent()) {
      assertThat(result).isEqualTo(expected.get());
      assertThat(situation.memberships.adds()).isEmpty();
    } else {
      RoomMembership created =
          RoomMembership.builder()
              .key(ANN_IN_LOUNGE)
              .role("Administrator".equals(situation.role) ? Role.ADMINISTRATOR : Role.MEMBER)
              .invitedBy(memberAsks(situation) ? "bob" : ADMINISTRATOR_ARN)
              .updatedAt(Situation.NOW)
              .build();
      assertThat(result).isEqualTo(new Created(created, known(situation.member)));
    }
  }

  /** Well-formed requests, and whatever may stand. What is rare among obstacles is rare here. */
  @Provide
  Arbitrary<Situation> coherent() {
    return Builders.withBuilder(Situation::new)
        .use(Arbitraries.of(true, false).tuple2())
        .in(CreateRoomMembershipRulesProperties::askedBy)
        .use(Arbitraries.of("Administrator", "Member").injectNull(0.3))
        .in((s, role) -> set(s, () -> s.role = role))
        .use(accounts())
        .in((s, account) -> set(s, () -> s.account = account))
        .use(Arbitraries.of(InvitePolicy.class))
        .in((s, policy) -> set(s, () -> s.room = Situation.room(policy, 3)))
        .use(usually(false, true))
        .in((s, gone) -> set(s, () -> s.room = gone ? null : s.room))
        .use(members(ANN))
        .in((s, member) -> set(s, () -> s.member = member))
        .use(members(BOB))
        .in((s, bob) -> set(s, () -> s.callerAsMember = memberAsks(s) ? bob : null))
        .use(usually(false, true))
        .in((s, out) -> set(s, () -> s.callerMembership = out ? null : s.callerMembership))
        .use(usually(false, true))
        .in(
            (s, in) ->
                set(s, () -> s.standing = in ? Situation.membership(ANN, Role.MEMBER) : null))
        .use(Arbitraries.integers().between(0, 4).tuple2())
        .in(
            (s, counts) ->
                set(
                    s,
                    () -> {
                      s.inRoom = counts.get1();
                      s.roomsOfMember = counts.get2();
                      s.roomsOfMemberLimit = 4;
                    }))
        .build();
  }

  private static Situation askedBy(Situation s, Tuple.Tuple2<Boolean, Boolean> choice) {
    boolean member = choice.get1();
    boolean administrator = choice.get2();
    return member ? s.askedBy(administrator ? Role.ADMINISTRATOR : Role.MEMBER) : s;
  }

  private static Situation set(Situation situation, Runnable change) {
    change.run();
    return situation;
  }

  private static <T> Arbitrary<T> usually(T value, T other) {
    return Arbitraries.frequency(Tuple.of(6, value), Tuple.of(1, other));
  }

  private static Arbitrary<Account> accounts() {
    return Combinators.combine(
            usually(AccountType.ENTERPRISE_DIRECTORY, AccountType.TEAM),
            usually(AccountStatus.ACTIVE, AccountStatus.SUSPENDED))
        .as(Situation::account)
        .injectNull(0.1);
  }

  private static Arbitrary<Member> members(MemberId id) {
    return Arbitraries.frequency(
            Tuple.of(5, user(id, REGISTERED)),
            Tuple.of(1, user(id, UNREGISTERED)),
            Tuple.of(1, user(id, SUSPENDED)),
            Tuple.of(3, bot(id, ENABLED)),
            Tuple.of(1, bot(id, STOPPED)),
            Tuple.of(1, webhook(id)))
        .injectNull(0.1);
  }

  @Property(edgeCases = EdgeCasesMode.NONE) // There are more combinations of them than tries.
  void factsThatWereNotAskedForDecideNothing(
      @ForAll("coherent") Situation situation, @ForAll FactsTwist twist) {
    ScriptedMemberships memberships =
        new ScriptedMemberships()
            .read(() -> twist.twist.apply(situation.facts()))
            .add(new AddOutcome.Added());

    CreateRoomMembershipResult result =
        new CreateRoomMembership(memberships, InstantSource.fixed(Situation.NOW))
            .execute(situation.caller, situation.request());

    assertThat(result)
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            failure -> {
              assertThat(failure.outcomeUnknown()).isFalse();
              assertThat(failure.cause()).isExactlyInstanceOf(StoreBrokenException.class);
            });
    assertThat(memberships.reads()).hasSize(1);
    assertThat(memberships.adds()).isEmpty();
  }

  /** How a careless store answers another question than it was asked. */
  @SuppressWarnings("ImmutableEnumChecker") // Its lambdas capture nothing.
  enum FactsTwist {
    OTHER_ACCOUNT(
        facts ->
            Situation.retold(
                facts,
                new MembershipKey(
                    new AccountId("ACME"), facts.key().roomId(), facts.key().memberId()),
                facts.callerId())),
    OTHER_ROOM(
        facts ->
            Situation.retold(
                facts,
                new MembershipKey(
                    facts.key().accountId(), new RoomId("lounge "), facts.key().memberId()),
                facts.callerId())),
    OTHER_MEMBER(
        facts ->
            Situation.retold(
                facts,
                new MembershipKey(
                    facts.key().accountId(), facts.key().roomId(), new MemberId("Ann")),
                facts.callerId())),
    OTHER_CALLER(facts -> Situation.retold(facts, facts.key(), Optional.of(new MemberId("Bob")))),
    CALLER_DROPPED_OR_MADE_UP(
        facts ->
            Situation.retold(
                facts,
                facts.key(),
                facts.callerId().isPresent() ? Optional.empty() : Optional.of(BOB)));

    private final UnaryOperator<MembershipFacts> twist;

    FactsTwist(UnaryOperator<MembershipFacts> twist) {
      this.twist = twist;
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE) // There are more combinations of them than tries.
  void thereIsExactlyOneOutcomeAndNeverAnException(
      @ForAll("anyId") @Nullable String accountId,
      @ForAll("anyId") @Nullable String roomId,
      @ForAll("anyId") @Nullable String memberId,
      @ForAll("anyRole") @Nullable String role,
      @ForAll("anyCaller") Caller caller,
      @ForAll("anyFacts") MembershipFacts facts,
      @ForAll("mostlyTrue") boolean asAsked,
      @ForAll("anyAnswer") ScriptedMemberships.Answer<AddOutcome> answer) {
    CreateRoomMembershipRequest request =
        CreateRoomMembershipRequest.builder()
            .accountId(accountId)
            .roomId(roomId)
            .memberId(memberId)
            .role(role)
            .build();
    ScriptedMemberships memberships = new ScriptedMemberships().add(answer);
    memberships.read(
        () -> {
          ScriptedMemberships.Read asked = memberships.reads().get(0);
          return asAsked
              ? Situation.retold(facts, asked.key(), Optional.ofNullable(asked.callerId()))
              : facts;
        });

    CreateRoomMembershipResult result =
        new CreateRoomMembership(memberships, InstantSource.fixed(Situation.NOW))
            .execute(caller, request);

    assertThat(result).isExactlyInstanceOf(result.rule().outcome());
    assertThat(result.toString()).isNotBlank();
    if (result instanceof Refusal refusal) {
      assertThat(refusal.message()).isNotBlank();
    }
    if (result instanceof Created || outcomeUnknown(result)) {
      assertThat(memberships.adds()).hasSize(1);
    }
  }

  private static boolean outcomeUnknown(CreateRoomMembershipResult result) {
    return (result instanceof ServiceUnavailable unavailable && unavailable.outcomeUnknown())
        || (result instanceof ServiceFailure failure && failure.outcomeUnknown());
  }

  /** Facts that were not asked for decide nothing, and little would be asked beyond CRM-17. */
  @Provide
  Arbitrary<Boolean> mostlyTrue() {
    return usually(true, false);
  }

  /** Mostly well-formed, or little would be asked beyond CRM-03. */
  @Provide
  Arbitrary<String> anyId() {
    return Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.just("acme")), Tuple.of(1, anyText()));
  }

  /** Mostly well-formed, or little would be asked beyond CRM-03. */
  @Provide
  Arbitrary<String> anyRole() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.of("Administrator", "Member").injectNull(0.3)),
        Tuple.of(1, anyText()));
  }

  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.oneOf(
            Arbitraries.of("acme", "Administrator", "Member"),
            Arbitraries.just("acme"),
            Arbitraries.strings().all().ofMaxLength(140),
            Arbitraries.strings().withChars('a', '\0', '\uD800', '\uDC00', ' ').ofMaxLength(5),
            Arbitraries.just("x").map(x -> x.repeat(100_000)))
        .injectNull(0.05);
  }

  @Provide
  Arbitrary<Caller> anyCaller() {
    Arbitrary<AccountId> accounts = usually("acme", "else").map(AccountId::new);
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Caller.unauthenticated())),
        Tuple.of(3, accounts.map(id -> Caller.accountAdministrator(id, ADMINISTRATOR_ARN))),
        Tuple.of(3, accounts.map(id -> Caller.accountAdministrator(id, ""))),
        Tuple.of(3, accounts.map(id -> Caller.member(id, BOB))));
  }

  /**
   * Coherent or not: nothing in them needs to fit the request, the caller, or each other, but that
   * nothing is known of a caller who is no member.
   */
  @Provide
  Arbitrary<MembershipFacts> anyFacts() {
    return Builders.withBuilder(
            () -> MembershipFacts.builder().key(ANN_IN_LOUNGE).memberRoomLimit(3))
        .use(Arbitraries.just(BOB))
        .in((facts, callerId) -> facts.callerId(callerId))
        .use(accounts().map(Optional::ofNullable))
        .in((facts, account) -> facts.account(account))
        .use(Arbitraries.of(InvitePolicy.class).map(policy -> Situation.room(policy, 3)).optional())
        .in((facts, room) -> facts.room(room))
        .use(members(ANN).map(Optional::ofNullable))
        .in((facts, member) -> facts.member(member))
        .use(members(BOB).map(Optional::ofNullable))
        .in((facts, caller) -> facts.caller(caller))
        .use(places(BOB))
        .in((facts, place) -> facts.callerMembership(place))
        .use(places(ANN).optional(0.2).map(place -> place.flatMap(Function.identity())))
        .in((facts, place) -> facts.membership(place))
        .use(counts().tuple2())
        .in(
            (facts, counts) ->
                facts.roomMembershipCount(counts.get1()).memberRoomCount(counts.get2()))
        .use(usually(true, false))
        .in((facts, memberAsks) -> memberAsks ? facts : anonymous(facts))
        .build(facts -> facts.build())
        .flatMap(
            facts ->
                Arbitraries.of(ANN, BOB)
                    .map(
                        caller ->
                            Situation.retold(
                                facts, facts.key(), facts.callerId().map(bob -> caller))));
  }

  private static MembershipFacts.Builder anonymous(MembershipFacts.Builder facts) {
    return facts
        .callerId(Optional.empty())
        .caller(Optional.empty())
        .callerMembership(Optional.empty());
  }

  private static Arbitrary<Integer> counts() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 3), Arbitraries.integers().greaterOrEqual(0));
  }

  private static Arbitrary<Optional<RoomMembership>> places(MemberId id) {
    return Arbitraries.of(Role.class).map(role -> Situation.membership(id, role)).optional();
  }

  @Provide
  Arbitrary<ScriptedMemberships.Answer<AddOutcome>> anyAnswer() {
    return Arbitraries.of(
        () -> new AddOutcome.Added(),
        () -> new AddOutcome.Stale(),
        () -> new AddOutcome.Gone(),
        () -> new AddOutcome.AlreadyMember(Situation.membership(ANN, Role.MEMBER)),
        () -> new AddOutcome.RoomFull(1),
        () -> new AddOutcome.MemberFull(-1),
        () -> null,
        () -> {
          throw new StoreUnavailableException("contention", false, null);
        },
        () -> {
          throw new StoreBrokenException("broken", true, null);
        },
        () -> {
          throw new IOException("not announced");
        });
  }

  @Property
  void whatIsCreatedIsInTheMillisecondOfTheClock(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    Instant now = Instant.ofEpochSecond(second, nano);
    Situation situation = new Situation();

    RoomMembership membership =
        created(
            new CreateRoomMembership(
                    new ScriptedMemberships().read(situation.facts()).add(new AddOutcome.Added()),
                    InstantSource.fixed(now))
                .execute(situation.caller, situation.request()));

    // Instant.toEpochMilli goes towards the past on either side of 1970.
    assertThat(membership.updatedAt()).isEqualTo(Instant.ofEpochMilli(now.toEpochMilli()));
  }

  private static RoomMembership created(CreateRoomMembershipResult result) {
    assertThat(result).isInstanceOf(Created.class);
    return ((Created) result).membership();
  }

  @Property
  void idsThatDifferInAnythingAreDifferentKeys(
      @ForAll("idParts") String room, @ForAll("idParts") String member, @ForAll IdTwist twist) {
    MembershipKey plain = keyAskedFor(room, member);
    List<String> twisted = twist.twist.apply(room, member);
    MembershipKey other = keyAskedFor(twisted.get(0), twisted.get(1));

    assertThat(plain.roomId().value()).isEqualTo(room);
    assertThat(plain.memberId().value()).isEqualTo(member);
    assertThat(plain.equals(other)).isEqualTo(List.of(room, member).equals(twisted));
  }

  /** How a careless store or library makes two ids one. */
  @SuppressWarnings("ImmutableEnumChecker") // Its lambdas capture nothing.
  enum IdTwist {
    UPPER_CASE((room, member) -> List.of(room.toUpperCase(Locale.ROOT), member)),
    TRAILING_SPACE((room, member) -> List.of(room, member + " ")),
    LEADING_SPACE((room, member) -> List.of(" " + room, member)),
    DECOMPOSED((room, member) -> List.of(room, Normalizer.normalize(member, Normalizer.Form.NFD))),
    COMPOSED((room, member) -> List.of(Normalizer.normalize(room, Normalizer.Form.NFKC), member)),
    SLASH_MOVED((room, member) -> List.of(room + "/" + member, member)),
    SWAPPED((room, member) -> List.of(member, room)),
    SPLIT_ELSEWHERE(
        (room, member) -> {
          String joined = room + ":" + member;
          int colon = joined.lastIndexOf(':');
          return List.of(joined.substring(0, colon), joined.substring(colon + 1));
        });

    private final BiFunction<String, String, List<String>> twist;

    IdTwist(BiFunction<String, String, List<String>> twist) {
      this.twist = twist;
    }
  }

  @Provide
  Arbitrary<String> idParts() {
    return Arbitraries.of(
            "a", "B", "\u00E9", "e\u0301", ":", "/", "|", " ", "\n", "\u212B", "\uD83D\uDE00")
        .list()
        .ofMaxSize(6)
        .map(parts -> "x" + String.join("", parts) + "y");
  }

  private static MembershipKey keyAskedFor(String room, String member) {
    Situation situation = new Situation();
    situation.roomId = room;
    situation.memberId = member;
    assertThat(situation.decide()).isInstanceOf(Created.class);
    MembershipKey asked = situation.memberships.reads().get(0).key();
    assertThat(situation.memberships.adds().get(0).membership().key()).isEqualTo(asked);
    assertThat(asked.accountId()).isEqualTo(ACME);
    return asked;
  }

  @Property
  void aRoleThatIsAbsentIsMemberAndNoOtherTextIsARole(@ForAll("anyText") @Nullable String role) {
    Situation situation = new Situation();
    situation.role = role;

    CreateRoomMembershipResult result = situation.decide();

    if (role == null || role.equals("Member")) {
      assertThat(created(result).role()).isEqualTo(Role.MEMBER);
    } else if (role.equals("Administrator")) {
      assertThat(created(result).role()).isEqualTo(Role.ADMINISTRATOR);
    } else {
      assertThat(result).isEqualTo(bad(Field.ROLE, Problem.UNKNOWN_ROLE));
    }
  }
}
