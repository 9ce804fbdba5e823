package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.AnyFacts;
import io.chatrooms.core.Facts;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.ScriptedStore.Answer;
import io.chatrooms.core.action.ScriptedStore.Confirm;
import io.chatrooms.core.action.Situation.Execution;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** Laws of all actions, for any request, any caller and any state of the store. */
class RulesProperties {
  @Property(edgeCases = EdgeCasesMode.NONE) // There are more combinations of them than tries.
  void theFirstRuleThatAppliesDecides(@ForAll("situations") Situation situation) {
    RuleBook.Line expected = RuleBook.decides(situation);

    Outcome outcome = situation.execute().outcome();

    assertThat(outcome.rule().number() + " " + OutcomeText.of(outcome))
        .isEqualTo(expected.rule() + " " + expected.outcome().apply(situation));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aStoreMayMakeEveryChangeWhereTheFactsThatItWasDecidedOnHold(
      @ForAll("situations") Situation situation) {
    Execution execution = situation.execute();

    for (Confirm confirm : execution.store().confirmed()) {
      confirm.change().requireDecidedOn(confirm.seen());
      assertThat(confirm.change().mayBeMade(confirm.seen(), confirm.seen())).isTrue();
      assertThat(confirm.change().key()).isEqualTo(situation.key());
    }
  }

  /** A few settings at a time: with many, an early rule decides almost always. */
  @Provide
  Arbitrary<Situation> situations() {
    List<Tuple.Tuple2<Setting, String>> all =
        Arrays.stream(Setting.values())
            .flatMap(setting -> setting.values.stream().map(value -> Tuple.of(setting, value)))
            .toList();
    Arbitrary<Situation> starts =
        Arbitraries.of(Action.class)
            .flatMap(
                action -> Arbitraries.of(RulesTest.SURROUNDINGS).map(Situation.of(action)::with));
    return starts.flatMap(
        start ->
            Arbitraries.of(all)
                .list()
                .ofMaxSize(6)
                .map(
                    settings -> {
                      Situation situation = start;
                      for (Tuple.Tuple2<Setting, String> setting : settings) {
                        situation = situation.with(setting.get1(), setting.get2());
                      }
                      return situation;
                    }));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void thereIsExactlyOneOutcomeAndNeverAnException(
      @ForAll Action action,
      @ForAll("anyRequest") Action.Request request,
      @ForAll("anyCaller") Caller caller,
      @ForAll("anyFacts") MembershipFacts facts,
      @ForAll("mostlyTrue") boolean asAsked,
      @ForAll("anyAnswer") Answer<Optional<MembershipFacts>> answer,
      @ForAll("anyRate") RequestRate rate) {
    ScriptedStore store = new ScriptedStore().confirms(answer);
    store.reads(() -> asAsked ? asAsked(facts, store) : facts);
    ChatRooms rooms = ChatRooms.builder(store, InstantSource.fixed(NOW)).rate(rate).build();

    Outcome outcome = action.execute(rooms, caller, request);

    assertThat(action.outcomes()).contains(outcome.getClass());
    assertThat(action.rules()).contains(outcome.rule());
    assertThat(outcome.toString()).isNotBlank();
    if (outcome instanceof Refusal refusal) {
      assertThat(refusal.message()).isNotBlank();
      assertThat(outcome.getClass()).isNotEqualTo(action.success);
    } else {
      assertThat(outcome.getClass()).isEqualTo(action.success);
    }
    if (RulesTest.changed(outcome).isPresent() || outcomeUnknown(outcome)) {
      assertThat(store.confirmed()).isNotEmpty();
    }
    for (Confirm confirm : store.confirmed()) {
      confirm.change().requireDecidedOn(confirm.seen());
    }
  }

  private static MembershipFacts asAsked(MembershipFacts facts, ScriptedStore store) {
    ScriptedStore.Read asked = store.reads().get(0);
    return Facts.of(facts).about(asked.key(), asked.callerId()).build();
  }

  private static boolean outcomeUnknown(Outcome outcome) {
    return (outcome instanceof ServiceUnavailable unavailable && unavailable.outcomeUnknown())
        || (outcome instanceof ServiceFailure failure && failure.outcomeUnknown());
  }

  /** Facts about something else decide nothing, and little would be decided beyond ANY-11. */
  @Provide
  Arbitrary<Boolean> mostlyTrue() {
    return Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false));
  }

  /** Mostly well-formed, or little would be decided beyond ANY-03. */
  @Provide
  Arbitrary<Action.Request> anyRequest() {
    Arbitrary<String> ids =
        Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.just("acme")), Tuple.of(1, anyText()));
    Arbitrary<String> roles =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.of("Administrator", "Member").injectNull(0.3)),
            Tuple.of(1, anyText()));
    return Combinators.combine(ids, ids, ids, roles).as(Action.Request::new);
  }

  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.oneOf(
            Arbitraries.of("acme", "Administrator", "Member"),
            Arbitraries.strings().all().ofMaxLength(140),
            Arbitraries.strings().withChars('a', '\0', '\uD800', '\uDC00', ' ').ofMaxLength(5),
            Arbitraries.just("x").map(x -> x.repeat(100_000)))
        .injectNull(0.05);
  }

  @Provide
  Arbitrary<Caller> anyCaller() {
    Arbitrary<AccountId> accounts =
        Arbitraries.frequency(Tuple.of(6, "acme"), Tuple.of(1, "else")).map(AccountId::new);
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Caller.unauthenticated())),
        Tuple.of(3, accounts.map(id -> Caller.accountAdministrator(id, "root"))),
        Tuple.of(1, accounts.map(id -> Caller.accountAdministrator(id, ""))),
        Tuple.of(3, accounts.map(id -> Caller.member(id, BOB))),
        Tuple.of(3, accounts.map(id -> Caller.member(id, new MemberId("acme")))));
  }

  @Provide
  Arbitrary<MembershipFacts> anyFacts() {
    return AnyFacts.aboutAnn();
  }

  @Provide
  Arbitrary<Answer<Optional<MembershipFacts>>> anyAnswer() {
    return Arbitraries.oneOf(
        AnyFacts.aboutAnn().map(facts -> () -> Optional.of(facts)),
        Arbitraries.of(
            () -> Optional.empty(),
            () -> null,
            () -> {
              throw new StoreUnavailableException("contention", false, null);
            },
            () -> {
              throw new StoreBrokenException("broken", true, null);
            },
            () -> {
              throw new IOException("not announced");
            }));
  }

  @Provide
  @SuppressWarnings("NullAway") // A broken port may answer null.
  Arbitrary<RequestRate> anyRate() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.just(RequestRate.unlimited())),
        Tuple.of(
            1,
            Arbitraries.of(
                caller -> Optional.of(Duration.ofSeconds(1)),
                caller -> Optional.of(Duration.ofSeconds(-1)),
                caller -> null,
                caller -> {
                  throw new IllegalStateException("no bucket");
                })));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void factsAboutSomethingElseDecideNothing(
      @ForAll Action action,
      @ForAll("anyFacts") MembershipFacts facts,
      @ForAll boolean byMember,
      @ForAll FactsTwist twist) {
    Situation situation =
        Situation.of(action).with(byMember ? "caller: bob; bob in room: Administrator" : "");
    Facts asked = Facts.of(facts).about(situation.key(), situation.callerId());
    ScriptedStore store = new ScriptedStore().reads(twist.twist.apply(asked, situation.key()));

    Outcome outcome = situation.execute(ChatRooms.of(store, InstantSource.fixed(NOW)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            failure -> {
              assertThat(failure.rule()).isEqualTo(SharedRule.ANY_11);
              assertThat(failure.outcomeUnknown()).isFalse();
              assertThat(failure.cause())
                  .isExactlyInstanceOf(StoreBrokenException.class)
                  .hasMessage("The store returned facts about something else");
            });
    assertThat(store.reads()).hasSize(1);
    assertThat(store.confirmed()).isEmpty();
  }

  /** How a careless store answers another question than it was asked. */
  @SuppressWarnings("ImmutableEnumChecker") // Its lambdas capture nothing.
  enum FactsTwist {
    OTHER_ACCOUNT(
        (facts, key) ->
            facts.about(
                new MembershipKey(new AccountId("ACME"), key.roomId(), key.memberId()),
                facts.callerId)),
    OTHER_ROOM(
        (facts, key) ->
            facts.about(
                new MembershipKey(key.accountId(), new RoomId("lounge "), key.memberId()),
                facts.callerId)),
    OTHER_MEMBER(
        (facts, key) ->
            facts.about(
                new MembershipKey(key.accountId(), key.roomId(), new MemberId("Ann")),
                facts.callerId)),
    OTHER_CALLER((facts, key) -> facts.about(key, new MemberId("Bob"))),
    CALLER_LEFT_OUT_OR_MADE_UP(
        (facts, key) -> facts.about(key, facts.callerId == null ? BOB : null));

    private final BiFunction<Facts, MembershipKey, Facts> change;
    private final BiFunction<Facts, MembershipKey, MembershipFacts> twist;

    FactsTwist(BiFunction<Facts, MembershipKey, Facts> change) {
      this.change = change;
      this.twist = (facts, key) -> this.change.apply(facts, key).build();
    }
  }

  @Property
  void whatChangesIsFromTheMillisecondOfTheClock(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    Instant now = Instant.ofEpochSecond(second, nano);
    for (String action : List.of("CREATE", "UPDATE")) {
      Situation situation = Situation.of(Action.valueOf(action)).with("role: Administrator");
      ScriptedStore store = new ScriptedStore().reads(situation.facts());

      Outcome outcome = situation.execute(ChatRooms.of(store, InstantSource.fixed(now)));

      // Instant.toEpochMilli goes towards the past on either side of 1970.
      assertThat(RulesTest.changed(outcome).orElseThrow().updatedAt())
          .isEqualTo(Instant.ofEpochMilli(now.toEpochMilli()));
      assertThat(store.confirmed().get(0).change().after()).isEqualTo(RulesTest.changed(outcome));
    }
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

  /** How a careless store or library makes one id of two. */
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
    ScriptedStore store = new ScriptedStore();
    store.reads(() -> asAsked(Situation.of(Action.CREATE).facts(), store));
    Outcome outcome =
        Action.CREATE.execute(
            ChatRooms.of(store, InstantSource.fixed(NOW)),
            Caller.accountAdministrator(ACME, "root"),
            new Action.Request("acme", room, member, null));

    MembershipKey asked = store.reads().get(0).key();
    assertThat(RulesTest.changed(outcome).orElseThrow().key()).isEqualTo(asked);
    assertThat(asked.accountId()).isEqualTo(ACME);
    return asked;
  }

  @Property
  void aRoleThatIsAbsentIsMemberAndNoOtherTextIsARole(@ForAll("anyText") @Nullable String role) {
    ScriptedStore store = new ScriptedStore().reads(Situation.of(Action.CREATE).facts());

    Outcome outcome =
        Action.CREATE.execute(
            ChatRooms.of(store, InstantSource.fixed(NOW)),
            Caller.accountAdministrator(ACME, "root"),
            new Action.Request("acme", "lounge", ANN.value(), role));

    if (role == null || role.equals("Member")) {
      assertThat(created(outcome).role()).isEqualTo(Role.MEMBER);
    } else if (role.equals("Administrator")) {
      assertThat(created(outcome).role()).isEqualTo(Role.ADMINISTRATOR);
    } else {
      assertThat(outcome)
          .isEqualTo(BadRequest.of(SharedRule.ANY_03, Field.ROLE, Problem.UNKNOWN_ROLE));
    }
  }

  private static RoomMembership created(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Created.class);
    return ((Created) outcome).membership();
  }
}
