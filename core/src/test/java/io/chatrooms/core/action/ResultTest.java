package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.action.BatchCreateRoomMembershipRule.BCM_01;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_02;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_05;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_06;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_07;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_08;
import static io.chatrooms.core.action.CreateRoomRule.CRO_04;
import static io.chatrooms.core.action.CreateRoomRule.CRO_06;
import static io.chatrooms.core.action.DeleteRoomMembershipRule.DRM_04;
import static io.chatrooms.core.action.DeleteRoomRule.DRO_02;
import static io.chatrooms.core.action.GetRoomMembershipRule.GRM_02;
import static io.chatrooms.core.action.GetRoomRule.GRO_01;
import static io.chatrooms.core.action.ListRoomMembershipsRule.LRM_01;
import static io.chatrooms.core.action.ListRoomsRule.LRO_03;
import static io.chatrooms.core.action.SharedRule.ANY_01;
import static io.chatrooms.core.action.SharedRule.ANY_02;
import static io.chatrooms.core.action.SharedRule.ANY_03;
import static io.chatrooms.core.action.SharedRule.ANY_05;
import static io.chatrooms.core.action.SharedRule.ANY_06;
import static io.chatrooms.core.action.SharedRule.ANY_10;
import static io.chatrooms.core.action.SharedRule.ANY_11;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_07;
import static io.chatrooms.core.action.UpdateRoomRule.URO_02;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.Acme;
import io.chatrooms.core.action.BatchCreateRoomMembership.Item;
import io.chatrooms.core.action.BatchCreateRoomMembership.ItemOutcome;
import io.chatrooms.core.action.BatchCreateRoomMembership.Processed;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.action.GetRoomMembership.Found;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.StoreBrokenException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What results and refusals say, and which of them an action can give. */
class ResultTest {
  private static final Member MEMBER = Acme.user(ANN, MemberState.REGISTERED);
  private static final RoomMembership MEMBERSHIP = Acme.membership(ANN, Role.MEMBER);
  private static final ListedMembership LISTED =
      new ListedMembership(MEMBERSHIP, Optional.of(MEMBER));
  private static final Room ROOM = Acme.room(InvitePolicy.ALL_MEMBERS, 10);
  private static final Item ITEM = new Item("ann", "Member");

  /** An exception that quotes personal data, as those of vendors do. */
  private static Throwable talkative() {
    return new StoreBrokenException("duplicate key (ann@example.org)", false, null);
  }

  /** Every kind of refusal, in every variety. */
  static Stream<Refusal> refusals() {
    List<Refusal> refusals = new ArrayList<>();
    refusals.add(new UnauthorizedClient(ANY_01));
    refusals.add(new ThrottledClient(ANY_02, Duration.ofMillis(1)));
    refusals.add(new Conflict(CRM_05, MEMBERSHIP));
    refusals.add(new ResourceLimitExceeded(CRM_06, Resource.ROOM, 1_000));
    refusals.add(new ResourceLimitExceeded(CRM_07, Resource.MEMBER, 1_000));
    refusals.add(new ResourceLimitExceeded(CRO_04, Resource.ACCOUNT, 1_500));
    for (Resource resource : Resource.values()) {
      refusals.add(new NotFound(ANY_05, resource));
    }
    for (Reason reason : Reason.values()) {
      refusals.add(new Forbidden(ANY_06, reason));
    }
    for (Problem problem : Problem.values()) {
      refusals.add(BadRequest.of(ANY_03, Field.ROLE, problem));
    }
    for (boolean outcomeUnknown : new boolean[] {false, true}) {
      refusals.add(new ServiceUnavailable(ANY_10, outcomeUnknown, Optional.of(talkative())));
      refusals.add(new ServiceUnavailable(ANY_10, outcomeUnknown, Optional.empty()));
      refusals.add(new ServiceFailure(ANY_11, outcomeUnknown, talkative()));
    }
    return refusals.stream();
  }

  @Test
  void theSuccessOfEveryActionIsAmongTheExamples() {
    assertThat(outcomes().<Class<?>>map(Outcome::getClass))
        .containsAll(Stream.of(Action.values()).<Class<?>>map(action -> action.success).toList());
  }

  /** A refusal of every kind, and the success of every action. */
  static Stream<Outcome> outcomes() {
    return Stream.concat(
        refusals(),
        Stream.of(
            new Created(CRM_08, MEMBERSHIP, MEMBER),
            new Updated(URM_07, MEMBERSHIP, Optional.of(MEMBER)),
            new Deleted(DRM_04, MEMBERSHIP),
            new Found(GRM_02, MEMBERSHIP, Optional.of(MEMBER)),
            new Processed(
                BCM_01, List.of(new ItemOutcome(ITEM, new Created(CRM_08, MEMBERSHIP, MEMBER)))),
            new ListRoomMemberships.Listed(LRM_01, List.of(LISTED), Optional.empty()),
            new CreateRoom.Created(CRO_06, ROOM),
            new GetRoom.Found(GRO_01, ROOM),
            new UpdateRoom.Updated(URO_02, ROOM),
            new DeleteRoom.Deleted(DRO_02, ROOM),
            new ListRooms.Listed(LRO_03, List.of(ROOM), Optional.empty())));
  }

  @ParameterizedTest
  @EnumSource
  void anActionGivesExactlyTheOutcomesThatTheApiListsForIt(Action action) {
    assertThat(permitted(action.result)).isEqualTo(action.outcomes());
    assertThat(permitted(action.result))
        .filteredOn(type -> !Refusal.class.isAssignableFrom(type))
        .as("its only success")
        .containsExactly(action.success);
  }

  @Test
  void sevenRefusalsAreCommonToAllActions() {
    assertThat(permitted(CommonRefusal.class)).isEqualTo(Action.COMMON_REFUSALS).hasSize(7);
    assertThat(permitted(Refusal.class)).hasSize(9);
  }

  /** The records that a sealed type permits, whatever lies in between. */
  private static Set<Class<?>> permitted(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses())
            .flatMap(subtype -> permitted(subtype).stream())
            .collect(Collectors.toSet())
        : Set.of(type);
  }

  @Test
  void everyRefusalIsAmongTheExamples() {
    assertThat(refusals().<Class<?>>map(Refusal::getClass)).containsAll(permitted(Refusal.class));
    assertThat(refusals().map(Refusal::kind)).contains(Refusal.Kind.values());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aKindHasTheNameOfItsRefusal(Refusal refusal) {
    String name = refusal.getClass().getSimpleName();

    assertThat(refusal.kind().name().replace("_", "")).isEqualToIgnoringCase(name);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void theMessageIsASentenceForTheClient(Refusal refusal) {
    assertThat(refusal.message()).matches("[A-Z]\\w* \\w.*\\w");
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void noTextContainsPersonalDataOrAVendorsText(Outcome outcome) {
    assertThat(outcome.toString())
        .doesNotContain("example.org", "Onym", "Redundancies", "duplicate")
        .contains(outcome.rule().number());
    if (outcome instanceof Refusal refusal) {
      assertThat(refusal.message())
          .doesNotContain("example.org", "Onym", "Redundancies", "duplicate")
          .doesNotContainPattern("\\bann\\b");
    }
  }

  @Test
  void everyReasonAndEveryProblemHasAMessageOfItsOwn() {
    assertThat(refusals().filter(Forbidden.class::isInstance).map(Refusal::message))
        .doesNotHaveDuplicates()
        .hasSize(Reason.values().length);
    assertThat(refusals().filter(BadRequest.class::isInstance).map(Refusal::message))
        .doesNotHaveDuplicates()
        .hasSize(Problem.values().length);
  }

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of(new UnauthorizedClient(ANY_01), "The caller is not authenticated"),
        Arguments.of(
            new ThrottledClient(ANY_02, Duration.ofMillis(250)),
            "Too many requests: try again in PT0.25S"),
        Arguments.of(new NotFound(ANY_05, Resource.ACCOUNT), "There is no such account"),
        Arguments.of(new NotFound(ANY_05, Resource.ROOM), "There is no such room"),
        Arguments.of(new NotFound(ANY_05, Resource.MEMBER), "There is no such member"),
        Arguments.of(new NotFound(ANY_05, Resource.MEMBERSHIP), "The member is not in the room"),
        Arguments.of(new Conflict(CRM_05, MEMBERSHIP), "The member is already in the room"),
        Arguments.of(
            new ResourceLimitExceeded(CRM_06, Resource.ROOM, 7),
            "The room has reached its limit of 7 memberships"),
        Arguments.of(
            new ResourceLimitExceeded(CRM_07, Resource.MEMBER, 8),
            "The member has reached its limit of 8 memberships"),
        Arguments.of(
            new ResourceLimitExceeded(CRO_04, Resource.ACCOUNT, 9),
            "The account has reached its limit of 9 rooms"),
        Arguments.of(
            new BadRequest(
                ANY_03,
                List.of(
                    new Violation(Field.MEMBERSHIP_ITEM_LIST, Problem.TOO_MANY_ITEMS),
                    new Violation(Field.NAME, Problem.NAME_TOO_LONG),
                    new Violation(Field.INVITE_POLICY, Problem.UNKNOWN_INVITE_POLICY),
                    new Violation(Field.CLIENT_REQUEST_TOKEN, Problem.MALFORMED_REQUEST_TOKEN),
                    new Violation(Field.MAX_RESULTS, Problem.OUT_OF_RANGE),
                    new Violation(Field.NEXT_TOKEN, Problem.FOREIGN_TOKEN))),
            "MembershipItemList has more than 50 items; Name has more than 2048 code points;"
                + " InvitePolicy is neither ADMINISTRATORS nor ALL_MEMBERS; ClientRequestToken is"
                + " not 2 to 64 letters, digits, hyphens and underscores of ASCII; MaxResults is"
                + " not a number from 1 to 99; NextToken is not a token that this action returned"
                + " for the same request"),
        Arguments.of(
            new BadRequest(
                ANY_03,
                List.of(
                    new Violation(Field.ACCOUNT_ID, Problem.MISSING),
                    new Violation(Field.ROOM_ID, Problem.TOO_LONG),
                    new Violation(Field.MEMBER_ID, Problem.BLANK),
                    new Violation(Field.ROLE, Problem.UNKNOWN_ROLE))),
            "AccountId is missing; RoomId has more than 128 code points; MemberId is empty or blank;"
                + " Role is neither Administrator nor Member"),
        Arguments.of(
            new ServiceUnavailable(ANY_10, false, Optional.empty()),
            "The service is unavailable: try again later"),
        Arguments.of(
            new ServiceUnavailable(ANY_10, true, Optional.empty()),
            "The service is unavailable, and it is not known whether the request was carried out"),
        Arguments.of(new ServiceFailure(ANY_11, false, talkative()), "The service failed"),
        Arguments.of(
            new ServiceFailure(ANY_11, true, talkative()),
            "The service failed, and it is not known whether the request was carried out"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageNamesTheDetails(Refusal refusal, String message) {
    assertThat(refusal.message()).isEqualTo(message);
  }

  @Test
  void anyWaitHasAMessage() {
    assertThat(new ThrottledClient(ANY_02, Duration.ofSeconds(Long.MAX_VALUE)).message())
        .isNotBlank();
    assertThat(new ThrottledClient(ANY_02, Duration.ofNanos(1)).message())
        .endsWith("PT0.000000001S");
    assertThat(new ThrottledClient(ANY_02, Duration.ZERO).message()).endsWith("PT0S");
  }

  @Test
  void aWaitIsNotNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThrottledClient(ANY_02, Duration.ofNanos(-1)))
        .withMessage("a wait is not negative: PT-0.000000001S");
  }

  @Test
  void aFailureShowsTheTypeOfItsCauseAndNotItsMessage() {
    assertThat(new ServiceFailure(ANY_11, true, talkative()))
        .hasToString(
            "ServiceFailure[rule=ANY-11, outcomeUnknown=true, cause=%s]",
            StoreBrokenException.class);
    assertThat(new ServiceUnavailable(ANY_10, false, Optional.of(talkative())))
        .hasToString(
            "ServiceUnavailable[rule=ANY-10, outcomeUnknown=false, cause=%s]",
            StoreBrokenException.class);
    assertThat(new ServiceUnavailable(ANY_10, false, Optional.empty()))
        .hasToString("ServiceUnavailable[rule=ANY-10, outcomeUnknown=false, cause=contention]");
  }

  @Test
  void aBadRequestCopiesItsViolationsAndHasAtLeastOne() {
    List<Violation> violations =
        new ArrayList<>(List.of(new Violation(Field.ROLE, Problem.UNKNOWN_ROLE)));
    BadRequest badRequest = new BadRequest(ANY_03, violations);
    violations.clear();

    assertThat(badRequest.violations()).hasSize(1).isUnmodifiable();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BadRequest(ANY_03, violations))
        .withMessage("a bad request has at least one violation");
  }

  @Test
  void aMembershipHasNoLimitAndALimitIsOneOrMore() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResourceLimitExceeded(CRM_06, Resource.MEMBERSHIP, 1))
        .withMessage("a membership has no limit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResourceLimitExceeded(CRM_06, Resource.ROOM, 0))
        .withMessage("a limit is 1 or more, not 0");
    assertThat(new ResourceLimitExceeded(CRM_06, Resource.ROOM, 1).limit()).isEqualTo(1);
  }

  @Test
  void aBatchTellsWhatWasCreatedAndWhatWasRefused() {
    Created created = new Created(CRM_08, MEMBERSHIP, MEMBER);
    ItemOutcome first = new ItemOutcome(ITEM, new NotFound(CRM_02, Resource.MEMBER));
    ItemOutcome second = new ItemOutcome(ITEM, created);
    ItemOutcome third = new ItemOutcome(ITEM, new Conflict(CRM_05, MEMBERSHIP));
    Processed processed = new Processed(BCM_01, new ArrayList<>(List.of(first, second, third)));

    assertThat(processed.outcomes()).isUnmodifiable().containsExactly(first, second, third);
    assertThat(processed.created()).containsExactly(created);
    assertThat(processed.refused()).containsExactly(first, third);
  }

  @Test
  void aPageCopiesItsItems() {
    List<ListedMembership> memberships = new ArrayList<>(List.of(LISTED));
    List<Room> rooms = new ArrayList<>(List.of(ROOM));
    ListRoomMemberships.Listed listed =
        new ListRoomMemberships.Listed(LRM_01, memberships, Optional.of("token"));
    ListRooms.Listed listedRooms = new ListRooms.Listed(LRO_03, rooms, Optional.of("token"));
    memberships.clear();
    rooms.clear();

    assertThat(listed.items()).isUnmodifiable().containsExactly(LISTED);
    assertThat(listedRooms.rooms()).isUnmodifiable().containsExactly(ROOM);
  }

  /** Names are sensitive, and a token of a caller's own is nobody else's business. */
  @Test
  void aRequestDoesNotShowNamesAndIdempotencyTokens() {
    assertThat(new CreateRoom.Request("acme", "Redundancies", "my-token"))
        .hasToString("Request[accountId=acme]");
    assertThat(new UpdateRoom.Request("acme", "lounge", "Redundancies", "ALL_MEMBERS"))
        .hasToString("Request[accountId=acme, roomId=lounge, invitePolicy=ALL_MEMBERS]");
  }

  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  static Stream<Arguments> incomplete() {
    Optional<Member> member = Optional.of(MEMBER);
    return Stream.of(
        incomplete("rule", () -> new Created(null, MEMBERSHIP, MEMBER)),
        incomplete("membership", () -> new Created(CRM_08, null, MEMBER)),
        incomplete("member", () -> new Created(CRM_08, MEMBERSHIP, null)),
        incomplete("rule", () -> new Updated(null, MEMBERSHIP, member)),
        incomplete("membership", () -> new Updated(URM_07, null, member)),
        incomplete("member", () -> new Updated(URM_07, MEMBERSHIP, null)),
        incomplete("rule", () -> new Deleted(null, MEMBERSHIP)),
        incomplete("membership", () -> new Deleted(DRM_04, null)),
        incomplete("rule", () -> new Found(null, MEMBERSHIP, member)),
        incomplete("membership", () -> new Found(GRM_02, null, member)),
        incomplete("member", () -> new Found(GRM_02, MEMBERSHIP, null)),
        incomplete("rule", () -> new Processed(null, List.of())),
        incomplete("item", () -> new ItemOutcome(null, new Conflict(CRM_05, MEMBERSHIP))),
        incomplete("outcome", () -> new ItemOutcome(ITEM, null)),
        incomplete("rule", () -> new ListRoomMemberships.Listed(null, List.of(), Optional.empty())),
        incomplete("nextToken", () -> new ListRoomMemberships.Listed(LRM_01, List.of(), null)),
        incomplete("rule", () -> new CreateRoom.Created(null, ROOM)),
        incomplete("room", () -> new CreateRoom.Created(CRO_06, null)),
        incomplete("rule", () -> new GetRoom.Found(null, ROOM)),
        incomplete("room", () -> new GetRoom.Found(GRO_01, null)),
        incomplete("rule", () -> new UpdateRoom.Updated(null, ROOM)),
        incomplete("room", () -> new UpdateRoom.Updated(URO_02, null)),
        incomplete("rule", () -> new DeleteRoom.Deleted(null, ROOM)),
        incomplete("room", () -> new DeleteRoom.Deleted(DRO_02, null)),
        incomplete("rule", () -> new ListRooms.Listed(null, List.of(), Optional.empty())),
        incomplete("nextToken", () -> new ListRooms.Listed(LRO_03, List.of(), null)),
        incomplete("rule", () -> new UnauthorizedClient(null)),
        incomplete("rule", () -> new ThrottledClient(null, Duration.ZERO)),
        incomplete("rule", () -> BadRequest.of(null, Field.ROLE, Problem.BLANK)),
        incomplete("rule", () -> new Forbidden(null, Reason.OTHER_ACCOUNT)),
        incomplete("reason", () -> new Forbidden(ANY_06, null)),
        incomplete("rule", () -> new NotFound(null, Resource.ROOM)),
        incomplete("resource", () -> new NotFound(ANY_05, null)),
        incomplete("rule", () -> new Conflict(null, MEMBERSHIP)),
        incomplete("membership", () -> new Conflict(CRM_05, null)),
        incomplete("rule", () -> new ResourceLimitExceeded(null, Resource.ROOM, 1)),
        incomplete("rule", () -> new ServiceUnavailable(null, false, Optional.empty())),
        incomplete("cause", () -> new ServiceUnavailable(ANY_10, false, null)),
        incomplete("rule", () -> new ServiceFailure(null, false, talkative())),
        incomplete("cause", () -> new ServiceFailure(ANY_11, false, null)),
        incomplete("field", () -> new Violation(null, Problem.BLANK)),
        incomplete("problem", () -> new Violation(Field.ROLE, null)));
  }

  /** What makes something without the part that is named. */
  private static Arguments incomplete(String part, ThrowingCallable made) {
    return Arguments.of(part, made);
  }

  @ParameterizedTest
  @MethodSource("incomplete")
  void everyPartIsRequired(String part, ThrowingCallable made) {
    assertThatNullPointerException().isThrownBy(made).withMessage(part);
  }
}
