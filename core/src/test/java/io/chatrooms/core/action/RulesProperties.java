package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.AnyFacts;
import io.chatrooms.core.Facts;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.BatchCreateRoomMembership.Item;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.ScriptedStore.Answer;
import io.chatrooms.core.action.ScriptedStore.Confirm;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
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

/** Laws of all actions, for any request, any caller and any state of the store. */
class RulesProperties {
  @Property(edgeCases = EdgeCasesMode.NONE) // There are more combinations of them than tries.
  void theFirstRuleThatAppliesDecides(@ForAll("situations") Situation situation) {
    assertThat(RulesTest.difference(situation, situation.execute().outcome())).isEmpty();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aStoreMayMakeEveryChangeWhereTheFactsThatItWasDecidedOnHold(
      @ForAll("situations") Situation situation) {
    for (Confirm confirm : situation.execute().store().confirmed()) {
      isDecidedOn(confirm);
      assertThat(mayBeMade(confirm)).isTrue();
    }
  }

  private static void isDecidedOn(Confirm confirm) {
    if (confirm.change() instanceof MembershipChange change) {
      change.requireDecidedOn((MembershipFacts) confirm.seen());
    } else if (confirm.change() instanceof RoomChange change) {
      change.requireDecidedOn((RoomFacts) confirm.seen());
    } else if (confirm.change() instanceof RoomCreated change) {
      change.requireDecidedOn((NewRoomFacts) confirm.seen());
    } else {
      assertThat(((Proposal) confirm.change()).steps())
          .allSatisfy(
              step -> step.change().ifPresent(change -> change.requireDecidedOn(step.seen())));
    }
  }

  private static boolean mayBeMade(Confirm confirm) {
    if (confirm.change() instanceof MembershipChange change) {
      MembershipFacts seen = (MembershipFacts) confirm.seen();
      return change.mayBeMade(seen, seen);
    } else if (confirm.change() instanceof RoomChange change) {
      RoomFacts seen = (RoomFacts) confirm.seen();
      return change.mayBeMade(seen, seen);
    } else if (confirm.change() instanceof RoomCreated change) {
      NewRoomFacts seen = (NewRoomFacts) confirm.seen();
      return change.mayBeMade(seen, seen);
    } else {
      return ((Proposal) confirm.change())
          .steps().stream().allMatch(step -> step.mayBeMade(step.seen()));
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
      @ForAll("mostlyNull") OtherAnswers.@Nullable Twist twist,
      @ForAll("anyAnswer") Answer<Optional<Answers>> answer,
      @ForAll("anyRate") RequestRate rate) {
    Answers answers = new AnyAnswers(facts);
    ScriptedStore store =
        new ScriptedStore()
            .reads(twist == null ? answers : new OtherAnswers(answers, twist))
            .confirms(answer);
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
    if (RulesTest.changed(outcome) || outcomeUnknown(outcome)) {
      assertThat(store.confirmed()).isNotEmpty();
    }
    store.confirmed().forEach(RulesProperties::isDecidedOn);
  }

  private static boolean outcomeUnknown(Outcome outcome) {
    return (outcome instanceof ServiceUnavailable unavailable && unavailable.outcomeUnknown())
        || (outcome instanceof ServiceFailure failure && failure.outcomeUnknown());
  }

  /** Facts about something else decide nothing, and little would be decided beyond ANY-11. */
  @Provide
  Arbitrary<OtherAnswers.Twist> mostlyNull() {
    return Arbitraries.of(OtherAnswers.Twist.class).injectNull(0.9);
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
    Arbitrary<Integer> sizes =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(1, 99)),
            Tuple.of(1, Arbitraries.integers()));
    Arbitrary<List<Item>> items =
        Combinators.combine(ids, roles).as(Item::new).injectNull(0.05).list().ofMaxSize(52);
    return Builders.withBuilder(HashMap<Field, Object>::new)
        .use(ids)
        .inSetter((request, id) -> put(request, Field.ACCOUNT_ID, id))
        .use(ids)
        .inSetter((request, id) -> put(request, Field.ROOM_ID, id))
        .use(ids)
        .inSetter((request, id) -> put(request, Field.MEMBER_ID, id))
        .use(roles)
        .inSetter((request, role) -> put(request, Field.ROLE, role))
        .use(items.injectNull(0.05))
        .inSetter((request, list) -> put(request, Field.MEMBERSHIP_ITEM_LIST, list))
        .use(ids)
        .inSetter((request, name) -> put(request, Field.NAME, name))
        .use(Arbitraries.of("ADMINISTRATORS", "ALL_MEMBERS", "ALL").injectNull(0.3))
        .inSetter((request, policy) -> put(request, Field.INVITE_POLICY, policy))
        .use(Arbitraries.of("token", "?").injectNull(0.5))
        .inSetter((request, token) -> put(request, Field.CLIENT_REQUEST_TOKEN, token))
        .use(sizes.injectNull(0.5))
        .inSetter((request, size) -> put(request, Field.MAX_RESULTS, size))
        .use(anyText().injectNull(0.8))
        .inSetter((request, token) -> put(request, Field.NEXT_TOKEN, token))
        .build(Action.Request::new);
  }

  private static void put(Map<Field, Object> request, Field field, @Nullable Object value) {
    if (value != null) {
      request.put(field, value);
    }
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
  Arbitrary<Answer<Optional<Answers>>> anyAnswer() {
    return Arbitraries.oneOf(
        AnyFacts.aboutAnn().map(facts -> () -> Optional.of(new AnyAnswers(facts))),
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
      @ForAll OtherAnswers.Twist twist) {
    Assume.that(twist.matters(action) || (byMember && twist == OtherAnswers.Twist.NO_CALLER));
    Situation situation =
        Situation.of(action).with(byMember ? "caller: bob; bob in room: Administrator" : "");
    ScriptedStore store = new ScriptedStore().reads(new OtherAnswers(new AnyAnswers(facts), twist));

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

  @Property
  void whatChangesIsFromTheMillisecondOfTheClock(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    Instant now = Instant.ofEpochSecond(second, nano);
    Instant millisecond = Instant.ofEpochMilli(now.toEpochMilli()); // Towards the past.
    for (Action action : Action.values()) {
      if (action.needsTime()) {
        Situation situation = Situation.of(action).with("role: Administrator");
        ScriptedStore store = new ScriptedStore().reads(situation.world());

        situation.execute(ChatRooms.of(store, InstantSource.fixed(now)));

        assertThat(times(store.confirmed().get(0).change())).isNotEmpty().containsOnly(millisecond);
      }
    }
  }

  /** When what a change ends with changed. */
  private static List<Instant> times(Object change) {
    if (change instanceof MembershipChange ofMembership) {
      return List.of(ofMembership.after().orElseThrow().updatedAt());
    } else if (change instanceof RoomChange ofRoom) {
      return List.of(ofRoom.after().orElseThrow().updatedAt());
    } else if (change instanceof RoomCreated created) {
      return List.of(created.room().createdAt(), created.room().updatedAt());
    } else {
      return ((Proposal) change)
          .steps().stream()
              .flatMap(step -> step.change().stream())
              .flatMap(each -> times(each).stream())
              .toList();
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
    MembershipFacts facts = new Facts().build();
    ScriptedStore store = new ScriptedStore().reads(new AnyAnswers(facts));
    create(store, Map.of(Field.ACCOUNT_ID, "acme", Field.ROOM_ID, room, Field.MEMBER_ID, member));

    MembershipAdded added = (MembershipAdded) store.confirmed().get(0).change();
    assertThat(added.key().accountId()).isEqualTo(ACME);
    return added.key();
  }

  private static Outcome create(ScriptedStore store, Map<Field, Object> request) {
    return Action.CREATE.execute(
        ChatRooms.of(store, InstantSource.fixed(NOW)),
        Caller.accountAdministrator(ACME, "root"),
        new Action.Request(request));
  }

  @Property
  void aRoleThatIsAbsentIsMemberAndNoOtherTextIsARole(@ForAll("anyText") @Nullable String role) {
    Map<Field, Object> request = new HashMap<>();
    request.put(Field.ACCOUNT_ID, "acme");
    request.put(Field.ROOM_ID, "lounge");
    request.put(Field.MEMBER_ID, "ann");
    put(request, Field.ROLE, role);

    Outcome outcome =
        create(new ScriptedStore().reads(Situation.of(Action.CREATE).world()), request);

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
