package io.chatrooms.core.action;

import static io.chatrooms.core.action.Situation.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.store.StoreBrokenException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an outcome says, and that each says which it is. */
class ResultTest {
  private static final Member MEMBER =
      Member.builder()
          .from(Situation.user(ANN, MemberState.REGISTERED))
          .email("ann@example.org")
          .fullName("Ann Onym")
          .build();

  private static Throwable talkative() {
    return new StoreBrokenException("duplicate key (ann@example.org)", false, null);
  }

  /** Every kind of outcome, and every variety of it. */
  static Stream<CreateRoomMembershipResult> results() {
    List<CreateRoomMembershipResult> results = new ArrayList<>();
    results.add(new Created(Situation.membership(ANN, Role.MEMBER), MEMBER));
    results.add(new UnauthorizedClient());
    results.add(new ThrottledClient(Duration.ofMillis(1)));
    results.add(new Conflict(Situation.membership(ANN, Role.MEMBER)));
    results.add(new ResourceLimitExceeded(Resource.ROOM, 1_000));
    results.add(new ResourceLimitExceeded(Resource.MEMBER, 1_000));
    for (Resource resource : Resource.values()) {
      results.add(new NotFound(resource));
    }
    for (Reason reason : Reason.values()) {
      results.add(new Forbidden(reason));
    }
    for (Problem problem : Problem.values()) {
      results.add(new BadRequest(List.of(new Violation(Field.ROLE, problem))));
    }
    for (boolean outcomeUnknown : new boolean[] {false, true}) {
      results.add(new ServiceUnavailable(outcomeUnknown, Optional.of(talkative())));
      results.add(new ServiceUnavailable(outcomeUnknown, Optional.empty()));
      results.add(new ServiceFailure(outcomeUnknown, talkative()));
    }
    return results.stream();
  }

  static Stream<Refusal> refusals() {
    return results().filter(Refusal.class::isInstance).map(Refusal.class::cast);
  }

  @Test
  void thereAreTenOutcomesAndTheyBearTheNamesOfTheApi() {
    assertThat(outcomes(CreateRoomMembershipResult.class))
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrder(
            "Created",
            "BadRequest",
            "UnauthorizedClient",
            "Forbidden",
            "NotFound",
            "Conflict",
            "ResourceLimitExceeded",
            "ThrottledClient",
            "ServiceUnavailable",
            "ServiceFailure");
  }

  private static Set<Class<?>> outcomes(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses())
            .flatMap(permitted -> outcomes(permitted).stream())
            .collect(Collectors.toSet())
        : Set.of(type);
  }

  @Test
  void everyOutcomeAndEveryRuleIsAmongTheExamples() {
    assertThat(results().map(Object::getClass)).containsAll(outcomes(Refusal.class));
    assertThat(results().map(CreateRoomMembershipResult::rule)).containsOnly(Rule.values());
    assertThat(results().map(CreateRoomMembershipResult::rule)).contains(Rule.values());
  }

  @ParameterizedTest
  @MethodSource("results")
  void aRuleIsAnsweredWithItsOutcome(CreateRoomMembershipResult result) {
    assertThat(result).isExactlyInstanceOf(result.rule().outcome());
  }

  @ParameterizedTest
  @MethodSource("results")
  void matchPicksTheCaseThatItIs(CreateRoomMembershipResult result) {
    assertThat(result.match(new NameOfCase())).isEqualTo(result.getClass().getSimpleName());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void matchRefusalPicksTheCaseThatItIs(Refusal refusal) {
    assertThat(refusal.matchRefusal(new NameOfCase()))
        .isEqualTo(refusal.getClass().getSimpleName());
  }

  /** Says which case was picked, and holds by its signatures that it was handed that outcome. */
  private static final class NameOfCase implements CreateRoomMembershipResult.Cases<String> {
    @Override
    public String created(Created created) {
      return "Created";
    }

    @Override
    public String badRequest(BadRequest badRequest) {
      return "BadRequest";
    }

    @Override
    public String unauthorizedClient(UnauthorizedClient unauthorizedClient) {
      return "UnauthorizedClient";
    }

    @Override
    public String forbidden(Forbidden forbidden) {
      return "Forbidden";
    }

    @Override
    public String notFound(NotFound notFound) {
      return "NotFound";
    }

    @Override
    public String conflict(Conflict conflict) {
      return "Conflict";
    }

    @Override
    public String resourceLimitExceeded(ResourceLimitExceeded resourceLimitExceeded) {
      return "ResourceLimitExceeded";
    }

    @Override
    public String throttledClient(ThrottledClient throttledClient) {
      return "ThrottledClient";
    }

    @Override
    public String serviceUnavailable(ServiceUnavailable serviceUnavailable) {
      return "ServiceUnavailable";
    }

    @Override
    public String serviceFailure(ServiceFailure serviceFailure) {
      return "ServiceFailure";
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void theMessageIsASentenceForTheClient(Refusal refusal) {
    assertThat(refusal.message()).matches("[A-Z]\\w+ \\w.*\\w");
  }

  @ParameterizedTest
  @MethodSource("results")
  void noTextTellsWhatIsPrivateOrWhatAVendorSaid(CreateRoomMembershipResult result) {
    assertThat(result.toString()).doesNotContain("example.org", "Onym", "duplicate");
    if (result instanceof Refusal refusal) {
      assertThat(refusal.message()).doesNotContain("example.org", "Onym", "duplicate", "ann");
    }
  }

  @Test
  void everyReasonAndEveryProblemHasWordsOfItsOwn() {
    assertThat(refusals().filter(r -> r instanceof Forbidden).map(Refusal::message))
        .doesNotHaveDuplicates()
        .hasSize(Reason.values().length);
    assertThat(refusals().filter(r -> r instanceof BadRequest).map(Refusal::message))
        .doesNotHaveDuplicates()
        .hasSize(Problem.values().length);
  }

  @Test
  void theWordsOfTheRefusalsThatSayMore() {
    assertThat(new NotFound(Resource.ACCOUNT).message()).isEqualTo("There is no such account");
    assertThat(new NotFound(Resource.ROOM).message()).isEqualTo("There is no such room");
    assertThat(new NotFound(Resource.MEMBER).message()).isEqualTo("There is no such member");
    assertThat(new ResourceLimitExceeded(Resource.ROOM, 7).message())
        .isEqualTo("The room has reached its limit of 7 memberships");
    assertThat(new ThrottledClient(Duration.ofMillis(250)).message())
        .isEqualTo("Too many requests: ask again in PT0.25S");
    assertThat(
            new BadRequest(
                    List.of(
                        new Violation(Field.ACCOUNT_ID, Problem.MISSING),
                        new Violation(Field.ROOM_ID, Problem.TOO_LONG),
                        new Violation(Field.MEMBER_ID, Problem.BLANK),
                        new Violation(Field.ROLE, Problem.UNKNOWN_ROLE)))
                .message())
        .isEqualTo(
            "AccountId is missing; RoomId has more than 128 code points; MemberId has no character"
                + " that is not white space; Role is neither Administrator nor Member");
  }

  @Test
  void anyWaitCanBeSaid() {
    assertThat(new ThrottledClient(Duration.ofSeconds(Long.MAX_VALUE)).message()).isNotBlank();
    assertThat(new ThrottledClient(Duration.ofNanos(1)).message()).endsWith("PT0.000000001S");
  }

  @Test
  void aWaitIsNotNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThrottledClient(Duration.ofNanos(-1)));
  }

  @Test
  void aFailureSaysWhetherItsOutcomeIsKnown() {
    assertThat(new ServiceFailure(true, talkative()).message()).contains("not known whether");
    assertThat(new ServiceFailure(false, talkative()).message()).isEqualTo("The service failed");
    assertThat(new ServiceUnavailable(true, Optional.empty()).message())
        .contains("not known whether");
    assertThat(new ServiceUnavailable(false, Optional.empty()).message())
        .isEqualTo("The service is unavailable: try again later");
  }

  @Test
  void aFailureNamesTheKindOfItsCauseOnly() {
    assertThat(new ServiceFailure(true, talkative()))
        .hasToString(
            "ServiceFailure[outcomeUnknown=true, cause=" + StoreBrokenException.class + "]");
    assertThat(new ServiceUnavailable(false, Optional.of(talkative())))
        .hasToString(
            "ServiceUnavailable[outcomeUnknown=false, cause=" + StoreBrokenException.class + "]");
    assertThat(new ServiceUnavailable(false, Optional.empty()))
        .hasToString("ServiceUnavailable[outcomeUnknown=false, cause=contention]");
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleSaysWhenItAppliesAndWhereItComesFrom(Rule rule) {
    assertThat(rule.when()).matches("[a-z].{8,}");
    assertThat(rule.source()).matches("[AGD]( \\(.+?\\))?(, [AGD]( \\(.+?\\))?)*");
    assertThat(rule.toString()).matches("CRM-\\d\\d");
  }

  @Test
  void theReasonsOfOneRuleAreNamedInTheOrderInWhichTheyAreLookedFor() {
    assertThat(Rule.CRM_08.when())
        .containsSubsequence("unknown", "suspended", "stopped", "a webhook", "not in the room");
  }

  @Test
  void theRulesStandInTheOrderOfTheirNumbers() {
    assertThat(Rule.values())
        .extracting(Rule::toString)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 18).mapToObj(i -> String.format("CRM-%02d", i)).toList());
  }

  @Test
  void everyReasonAndEveryProblemBelongsToARuleWithThatOutcome() {
    for (Reason reason : Reason.values()) {
      assertThat(reason.rule().outcome()).isEqualTo(Forbidden.class);
    }
    for (Problem problem : Problem.values()) {
      assertThat(problem.rule().outcome()).isEqualTo(BadRequest.class);
    }
  }

  @Test
  void aBadRequestKeepsItsViolationsToItselfAndHasSome() {
    List<Violation> violations =
        new ArrayList<>(List.of(new Violation(Field.ROLE, Problem.UNKNOWN_ROLE)));
    BadRequest badRequest = new BadRequest(violations);
    violations.clear();

    assertThat(badRequest.violations()).hasSize(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new BadRequest(violations));
  }

  @Test
  void onlyARoomAndAMemberHaveALimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResourceLimitExceeded(Resource.ACCOUNT, 1));
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void noOutcomeIsHalfMade() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Created(null, MEMBER))
        .withMessage("membership");
    assertThatNullPointerException()
        .isThrownBy(() -> new Created(Situation.membership(ANN, Role.MEMBER), null))
        .withMessage("member");
    assertThatNullPointerException().isThrownBy(() -> new Forbidden(null)).withMessage("reason");
    assertThatNullPointerException().isThrownBy(() -> new NotFound(null)).withMessage("resource");
    assertThatNullPointerException().isThrownBy(() -> new Conflict(null)).withMessage("standing");
    assertThatNullPointerException()
        .isThrownBy(() -> new ThrottledClient(null))
        .withMessage("retryAfter");
    assertThatNullPointerException()
        .isThrownBy(() -> new ServiceFailure(false, null))
        .withMessage("cause");
    assertThatNullPointerException()
        .isThrownBy(() -> new ServiceUnavailable(false, null))
        .withMessage("cause");
    assertThatNullPointerException()
        .isThrownBy(() -> new Violation(null, Problem.BLANK))
        .withMessage("field");
    assertThatNullPointerException()
        .isThrownBy(() -> new Violation(Field.ROLE, null))
        .withMessage("problem");
  }
}
