package io.chatrooms.core.action;

import static io.chatrooms.core.action.SharedRule.ANY_01;
import static io.chatrooms.core.action.SharedRule.ANY_02;
import static io.chatrooms.core.action.SharedRule.ANY_03;
import static io.chatrooms.core.action.SharedRule.ANY_04;
import static io.chatrooms.core.action.SharedRule.ANY_10;
import static io.chatrooms.core.action.SharedRule.ANY_11;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.RuleCase.Execution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules by cases, which the test kit publishes, and against {@link RuleBook}. */
class RulesTest {
  /**
   * Neighbouring rules that cannot both apply to a situation that no earlier rule decides, so that
   * no case can show their precedence.
   */
  private static final Set<List<String>> EXCLUSIVE =
      Set.of(
          List.of("ANY-05", "ANY-06"), // No account; an account that is suspended.
          List.of("ANY-09", "CRM-01"), // Not in the room; in the room as a plain member.
          List.of("ANY-09", "URO-01"),
          List.of("ANY-09", "DRO-01"),
          List.of("CRM-02", "CRM-03"), // No member; a webhook or a bot.
          List.of("CRO-02", "CRO-03"), // Another name; the same.
          List.of("URM-05", "URM-06")); // To become an administrator; to be one no longer.

  /** Callers and callers' roles, which decide how far a request comes. */
  static final List<String> SURROUNDINGS =
      List.of(
          "",
          "caller: bob; bob in room: Administrator",
          "caller: bob; bob in room: Member",
          "caller: ann; ann in room: Member",
          "caller: ann; ann in room: Administrator; other administrators: 0");

  static Stream<RuleCase> cases() {
    return RuleCase.all().stream();
  }

  private static Stream<RuleCase> casesOf(Action action) {
    return cases().filter(given -> given.action() == action);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decides(RuleCase given) {
    Execution execution = given.execute();
    Outcome outcome = execution.outcome();

    assertThat(OutcomeFields.difference("outcome", execution.expected(), OutcomeFields.of(outcome)))
        .as("differences of %s", outcome)
        .isEmpty();
    assertThat(outcome.rule().number()).isEqualTo(given.rule());
    assertThat(given.action().rules()).contains(outcome.rule());
    thenTheStoreWasAsked(given, execution);
  }

  /** Once for the facts if the caller may ask, and once to confirm if something changes. */
  private static void thenTheStoreWasAsked(RuleCase given, Execution execution) {
    Rule rule = execution.outcome().rule();
    boolean asked = !given.hasRate() && !List.of(ANY_01, ANY_02, ANY_03, ANY_04).contains(rule);
    assertThat(execution.store().reads()).as("reads").hasSize(asked ? 1 : 0);
    assertThat(execution.store().confirmed())
        .as("changes")
        .hasSize(changed(execution.outcome()) ? 1 : 0);
  }

  /** True if something changed. */
  static boolean changed(Outcome outcome) {
    if (outcome instanceof BatchCreateRoomMembership.Processed processed) {
      return !processed.created().isEmpty();
    } else if (outcome instanceof UpdateRoom.Updated updated) {
      return OutcomeFields.of(updated).get("Room") instanceof Map<?, ?> room
          && "now".equals(room.get("UpdatedTimestamp"));
    } else {
      return outcome instanceof CreateRoomMembership.Created
          || outcome instanceof DeleteRoomMembership.Deleted
          || outcome instanceof DeleteRoom.Deleted
          || outcome.rule() == UpdateRoomMembershipRule.URM_07
          || outcome.rule() == CreateRoomRule.CRO_06;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleHasACase(Action action) {
    List<String> rules =
        action.rules().stream()
            .filter(rule -> action.namesRoom() || !RulesTest.needsRoom(rule))
            .map(Rule::number)
            .toList();

    assertThat(casesOf(action).map(RuleCase::rule))
        .containsAll(rules)
        .as("numbers of other rules")
        .allSatisfy(number -> assertThat(rules).contains(number));
  }

  private static boolean needsRoom(Rule rule) {
    return rule == SharedRule.ANY_07 || rule == SharedRule.ANY_09;
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeOfAnActionHasACase(Action action) {
    assertThat(
            casesOf(action)
                .<Class<?>>map(given -> given.execute().outcome().getClass())
                .collect(toSet()))
        .isEqualTo(action.outcomes());
  }

  @Test
  void everyReasonProblemFieldAndResourceHasACase() {
    Set<Object> words = cases().flatMap(given -> words(given.outcome())).collect(toSet());

    assertThat(words).containsAll(names(Forbidden.Reason.values()));
    assertThat(words).containsAll(names(Violation.Problem.values()));
    assertThat(words).containsAll(names(Resource.values()));
    assertThat(words)
        .containsAll(Stream.of(Violation.Field.values()).map(Violation.Field::apiName).toList());
  }

  private static Stream<Object> words(@Nullable Object json) {
    if (json instanceof Map<?, ?> object) {
      return object.values().stream().flatMap(RulesTest::words);
    } else if (json instanceof Collection<?> list) {
      return list.stream().flatMap(RulesTest::words);
    } else {
      return Stream.ofNullable(json);
    }
  }

  private static List<String> names(Enum<?>... constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }

  @Test
  void noCaseIsThereTwice() {
    assertThat(cases().map(RuleCase::toString)).doesNotHaveDuplicates();
    assertThat(cases().map(given -> List.of(given.action(), given.circumstances())))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void aCaseShowsThePrecedenceOfEachPairOfNeighbours(Action action) {
    List<String> order =
        action.rules().stream()
            .filter(rule -> rule != ANY_10 && rule != ANY_11)
            .filter(rule -> action.namesRoom() || !needsRoom(rule))
            .map(Rule::number)
            .toList();
    // The last rule applies to every situation, so every case of the last but one shows theirs.
    List<List<String>> neighbours =
        IntStream.range(0, order.size() - 2)
            .mapToObj(i -> order.subList(i, i + 2))
            .filter(pair -> !EXCLUSIVE.contains(pair))
            .toList();

    assertThat(casesOf(action).map(given -> List.of(given.rule(), given.before())))
        .containsAll(neighbours);
  }

  /** Every two values of two settings, in a few surroundings. */
  private static Stream<Situation> pairs(Action action) {
    List<Setting> settings =
        Arrays.stream(Setting.values()).filter(setting -> setting.matters(action)).toList();
    return SURROUNDINGS.stream()
        .map(Situation.of(action)::with)
        .flatMap(
            start ->
                settings.stream()
                    .flatMap(
                        setting ->
                            varied(start, setting)
                                .flatMap(
                                    one ->
                                        settings.stream()
                                            .filter(other -> other.compareTo(setting) < 0)
                                            .flatMap(other -> varied(one, other)))));
  }

  private static Stream<Situation> varied(Situation situation, Setting setting) {
    return setting.values.stream().map(value -> situation.with(setting, value));
  }

  /** What differs from what the rules say; empty if nothing does. */
  static String difference(Situation situation, Outcome outcome) {
    RuleBook.Line expected = RuleBook.decides(situation);
    String rule = outcome.rule().number();
    return expected.rule().equals(rule)
        ? OutcomeFields.difference(
            "outcome", expected.outcome().apply(situation), OutcomeFields.of(outcome))
        : "%s decides, not %s".formatted(rule, expected.rule());
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoObstaclesTheEarlierRuleDecides(Action action) {
    pairs(action)
        .forEach(
            situation ->
                assertThat(difference(situation, situation.execute().outcome()))
                    .as("%s", situation)
                    .isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void neighboursWithoutACaseCannotBothApplyUnlessAnEarlierRuleDecides(Action action) {
    List<String> seen = new ArrayList<>();
    pairs(action)
        .forEach(
            situation -> {
              String decides = RuleBook.decides(situation).rule();
              seen.add(decides);
              for (List<String> pair : EXCLUSIVE) {
                if (pair.contains(decides)) {
                  assertThat(pair).anyMatch(rule -> !RuleBook.applies(rule, situation));
                }
              }
            });

    assertThat(seen)
        .as("every rule decides some of the situations")
        .containsAll(
            action.rules().stream()
                .filter(rule -> action.namesRoom() || !needsRoom(rule))
                .map(Rule::number)
                .toList());
  }

  @Test
  void theActionsHaveTheseRules() {
    assertThat(numbers(List.of(SharedRule.values()))).isEqualTo(numbered("ANY", 11));
    assertThat(numbers(Action.CREATE.ownRules)).isEqualTo(numbered("CRM", 8));
    assertThat(numbers(Action.BATCH.ownRules)).containsExactly("CRM-01", "BCM-01");
    assertThat(numbers(Action.UPDATE.ownRules)).isEqualTo(numbered("URM", 7));
    assertThat(numbers(Action.DELETE.ownRules)).isEqualTo(numbered("DRM", 4));
    assertThat(numbers(Action.GET.ownRules)).isEqualTo(numbered("GRM", 2));
    assertThat(numbers(Action.LIST.ownRules)).isEqualTo(numbered("LRM", 1));
    assertThat(numbers(Action.CREATE_ROOM.ownRules)).isEqualTo(numbered("CRO", 6));
    assertThat(numbers(Action.GET_ROOM.ownRules)).isEqualTo(numbered("GRO", 1));
    assertThat(numbers(Action.UPDATE_ROOM.ownRules)).isEqualTo(numbered("URO", 2));
    assertThat(numbers(Action.DELETE_ROOM.ownRules)).isEqualTo(numbered("DRO", 2));
    assertThat(numbers(Action.LIST_ROOMS.ownRules)).isEqualTo(numbered("LRO", 3));
  }

  private static List<String> numbers(List<? extends Rule> rules) {
    return rules.stream().map(Rule::number).toList();
  }

  private static List<String> numbered(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "%s-%02d".formatted(prefix, i)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleSaysWhenItAppliesAndWhereItComesFrom(Action action) {
    assertThat(action.rules())
        .allSatisfy(
            rule -> {
              assertThat(rule.when()).matches("[a-z].{7,}[^.]");
              assertThat(rule.source()).matches("[AGD]( \\(.+?\\))?(, [AGD]( \\(.+?\\))?)*");
              assertThat(rule).hasToString(rule.number());
            });
    assertThat(action.ownRules.get(action.ownRules.size() - 1).when()).isEqualTo("otherwise");
  }
}
