package io.chatrooms.core.action;

import static io.chatrooms.core.action.SharedRule.ANY_01;
import static io.chatrooms.core.action.SharedRule.ANY_02;
import static io.chatrooms.core.action.SharedRule.ANY_03;
import static io.chatrooms.core.action.SharedRule.ANY_04;
import static io.chatrooms.core.action.SharedRule.ANY_10;
import static io.chatrooms.core.action.SharedRule.ANY_11;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.Situation.Execution;
import io.chatrooms.core.membership.RoomMembership;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules by cases. The cases are tables in the test resources: see rules/README.md there. */
class RulesTest {
  /**
   * Neighbouring rules that cannot both apply to a situation that no earlier rule decides, so that
   * no case can show their precedence.
   */
  private static final Set<List<String>> EXCLUSIVE =
      Set.of(
          List.of("ANY-05", "ANY-06"), // No account; an account that is suspended.
          List.of("ANY-09", "CRM-01"), // Not in the room; in the room as a plain member.
          List.of("CRM-02", "CRM-03"), // No member; a webhook or a bot.
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decides(RuleCase given) {
    Execution execution = given.situation().execute();

    assertThat(OutcomeText.of(execution.outcome())).isEqualTo(given.outcome());
    assertThat(execution.outcome().rule().number()).isEqualTo(given.rule());
    assertThat(given.action().rules()).contains(execution.outcome().rule());
    thenTheStoreWasAsked(given.situation(), execution);
  }

  /** For the facts if the caller may ask for them, and to confirm what the action changes. */
  private static void thenTheStoreWasAsked(Situation situation, Execution execution) {
    boolean rateFails = !situation.is(Setting.RATE, "unlimited");
    Rule rule = execution.outcome().rule();
    if (rateFails || List.of(ANY_01, ANY_02, ANY_03, ANY_04).contains(rule)) {
      assertThat(execution.store().reads()).as("reads").isEmpty();
    } else {
      assertThat(execution.store().reads())
          .containsExactly(new ScriptedStore.Read(situation.key(), situation.callerId()));
    }
    Optional<RoomMembership> changed = changed(execution.outcome());
    if (changed.isEmpty()) {
      assertThat(execution.store().confirmed()).as("changes").isEmpty();
    } else {
      ScriptedStore.Confirm confirm = execution.store().confirmed().get(0);
      assertThat(execution.store().confirmed()).as("changes").hasSize(1);
      assertThat(confirm.seen()).isEqualTo(situation.facts());
      assertThat(confirm.change().after().or(confirm.change()::before)).isEqualTo(changed);
      assertThat(changed.get().key()).isEqualTo(situation.key());
    }
  }

  /** The membership that an action created, updated or deleted. */
  static Optional<RoomMembership> changed(Outcome outcome) {
    if (outcome instanceof CreateRoomMembership.Created created) {
      return Optional.of(created.membership());
    } else if (outcome instanceof DeleteRoomMembership.Deleted deleted) {
      return Optional.of(deleted.membership());
    } else if (outcome instanceof UpdateRoomMembership.Updated updated
        && updated.rule() == UpdateRoomMembershipRule.URM_07) {
      return Optional.of(updated.membership());
    } else {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleHasACase(Action action) {
    assertThat(cases().filter(given -> given.action() == action).map(RuleCase::rule))
        .containsAll(action.rules().stream().map(Rule::number).toList())
        .as("numbers of other rules")
        .allSatisfy(number -> assertThat(action.rules()).extracting(Rule::number).contains(number));
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeOfAnActionHasACase(Action action) {
    assertThat(
            cases()
                .filter(given -> given.action() == action)
                .<Class<?>>map(given -> given.situation().execute().outcome().getClass()))
        .containsAll(action.outcomes());
  }

  @Test
  void everyReasonProblemAndResourceHasACase() {
    Set<String> words =
        cases()
            .flatMap(given -> Arrays.stream(given.outcome().split("[ ,:]+")))
            .collect(toCollection(TreeSet::new));

    assertThat(words).containsAll(names(Forbidden.Reason.values()));
    assertThat(words).containsAll(names(Violation.Problem.values()));
    assertThat(words).containsAll(names(Resource.values()));
  }

  private static List<String> names(Enum<?>... constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }

  @Test
  void noCaseIsThereTwice() {
    assertThat(RuleCase.all()).doesNotHaveDuplicates();
    assertThat(cases().map(given -> given.situation().toString())).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void aCaseShowsThePrecedenceOfEachPairOfNeighbours(Action action) {
    List<String> order =
        action.rules().stream()
            .filter(rule -> rule != ANY_10 && rule != ANY_11)
            .map(Rule::number)
            .toList();
    // The last rule applies to every situation, so every case of the last but one shows theirs.
    List<List<String>> neighbours =
        IntStream.range(0, order.size() - 2)
            .mapToObj(i -> order.subList(i, i + 2))
            .filter(pair -> !EXCLUSIVE.contains(pair))
            .toList();

    assertThat(
            cases()
                .filter(given -> given.action() == action)
                .map(given -> List.of(given.rule(), given.before())))
        .containsAll(neighbours);
  }

  static Stream<RuleCase> casesOfPrecedence() {
    return cases().filter(given -> !given.before().isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("casesOfPrecedence")
  void bothRulesApply(RuleCase given) {
    assertThat(RuleBook.applies(given.rule(), given.situation())).isTrue();
    assertThat(RuleBook.applies(given.before(), given.situation())).isTrue();
  }

  /** Every two values of two settings, in a few surroundings. */
  private static Stream<Situation> pairs(Action action) {
    return SURROUNDINGS.stream()
        .map(Situation.of(action)::with)
        .flatMap(
            start ->
                Arrays.stream(Setting.values())
                    .flatMap(
                        setting ->
                            varied(start, setting)
                                .flatMap(
                                    one ->
                                        settingsBefore(setting)
                                            .flatMap(other -> varied(one, other)))));
  }

  private static Stream<Situation> varied(Situation situation, Setting setting) {
    return setting.values.stream().map(value -> situation.with(setting, value));
  }

  private static Stream<Setting> settingsBefore(Setting last) {
    return Arrays.stream(Setting.values()).filter(setting -> setting.compareTo(last) < 0);
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoObstaclesTheEarlierRuleDecides(Action action) {
    pairs(action)
        .forEach(
            situation -> {
              RuleBook.Line expected = RuleBook.decides(situation);
              Outcome outcome = situation.execute().outcome();

              assertThat(outcome.rule().number() + " " + OutcomeText.of(outcome))
                  .as("%s", situation)
                  .isEqualTo(expected.rule() + " " + expected.outcome().apply(situation));
            });
  }

  @ParameterizedTest
  @EnumSource
  void neighboursWithoutACaseCannotBothApplyUnlessAnEarlierRuleDecides(Action action) {
    pairs(action)
        .forEach(
            situation -> {
              for (List<String> pair : EXCLUSIVE) {
                if (pair.contains(RuleBook.decides(situation).rule())) {
                  assertThat(pair).anyMatch(rule -> !RuleBook.applies(rule, situation));
                }
              }
            });
  }

  @Test
  void theActionsHaveTheseRules() {
    assertThat(numbers(List.of(SharedRule.values()))).isEqualTo(numbered("ANY", 11));
    assertThat(numbers(Action.CREATE.ownRules)).isEqualTo(numbered("CRM", 8));
    assertThat(numbers(Action.UPDATE.ownRules)).isEqualTo(numbered("URM", 7));
    assertThat(numbers(Action.DELETE.ownRules)).isEqualTo(numbered("DRM", 4));
    assertThat(numbers(Action.GET.ownRules)).isEqualTo(numbered("GRM", 2));
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
