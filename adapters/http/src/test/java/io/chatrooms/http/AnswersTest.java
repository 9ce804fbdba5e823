package io.chatrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.BatchCreateRoomMembershipRule;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.CreateRoomMembershipRule;
import io.chatrooms.core.action.CreateRoomRule;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.DeleteRoomMembershipRule;
import io.chatrooms.core.action.DeleteRoomRule;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.GetRoom;
import io.chatrooms.core.action.GetRoomRule;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRoomMembershipsRule;
import io.chatrooms.core.action.ListRooms;
import io.chatrooms.core.action.ListRoomsRule;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.Resource;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.SharedRule;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.core.action.UpdateRoomMembershipRule;
import io.chatrooms.core.action.UpdateRoomRule;
import io.chatrooms.core.action.Violation;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.http.wire.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The answer to each outcome. */
class AnswersTest {
  private static final MembershipKey KEY =
      new MembershipKey(new AccountId("account"), new RoomId("room"), new MemberId("member"));
  private static final RoomMembership MEMBERSHIP =
      RoomMembership.builder()
          .key(KEY)
          .role(Role.ADMINISTRATOR)
          .invitedBy("inviter")
          .updatedAt(Instant.parse("2026-01-02T03:04:05Z"))
          .build();
  private static final Room ROOM =
      Room.builder()
          .accountId(KEY.accountId())
          .roomId(KEY.roomId())
          .name("A name")
          .createdBy("creator")
          .createdAt(Instant.parse("2026-01-02T03:04:05.6Z"))
          .updatedAt(Instant.parse("2026-01-02T03:04:05.678Z"))
          .build();
  private static final Member MEMBER =
      Member.builder()
          .accountId(KEY.accountId())
          .memberId(KEY.memberId())
          .type(MemberType.BOT)
          .email("bot@example.com")
          .fullName("A \"bot\" \ud83e\udd16")
          .build();

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            new BadRequest(
                SharedRule.ANY_03,
                List.of(new Violation(Violation.Field.ROLE, Violation.Problem.UNKNOWN_ROLE))),
            400,
            "BadRequestException",
            "BadRequest"),
        Arguments.of(
            new ResourceLimitExceeded(CreateRoomMembershipRule.CRM_06, Resource.ROOM, 7),
            400,
            "ResourceLimitExceededException",
            "ResourceLimitExceeded"),
        Arguments.of(
            new UnauthorizedClient(SharedRule.ANY_01),
            401,
            "UnauthorizedClientException",
            "Unauthorized"),
        Arguments.of(
            new Forbidden(SharedRule.ANY_04, Forbidden.Reason.OTHER_ACCOUNT),
            403,
            "ForbiddenException",
            "Forbidden"),
        Arguments.of(
            new NotFound(SharedRule.ANY_07, Resource.ROOM), 404, "NotFoundException", "NotFound"),
        Arguments.of(
            new Conflict(CreateRoomMembershipRule.CRM_05, MEMBERSHIP),
            409,
            "ConflictException",
            "Conflict"),
        Arguments.of(
            new ThrottledClient(SharedRule.ANY_02, Duration.ofMillis(1)),
            429,
            "ThrottledClientException",
            "Throttled"),
        Arguments.of(
            new ServiceFailure(SharedRule.ANY_11, false, new IllegalStateException()),
            500,
            "ServiceFailureException",
            "ServiceFailure"),
        Arguments.of(
            new ServiceUnavailable(SharedRule.ANY_10, true, Optional.empty()),
            503,
            "ServiceUnavailableException",
            "ServiceUnavailable"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalHasItsStatusTypeAndCode(Refusal refusal, int status, String type, String code) {
    Answer answer = Answers.refused(refusal);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers())
        .containsEntry("x-amzn-ErrorType", type)
        .containsEntry("Content-Type", "application/json");
    assertThat(answer.body()).startsWith("{\"Code\":\"" + code + "\",\"Message\":\"");
    assertThat(answer.headers().containsKey("Retry-After")).isEqualTo(status == 429);
    assertThat(answer.toString()).doesNotContain("Message");
  }

  @Test
  void aCreatedMembershipHasAllItsFields() {
    Answer answer = Answers.of(new Created(CreateRoomMembershipRule.CRM_08, MEMBERSHIP, MEMBER));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers()).containsOnlyKeys("Content-Type");
    assertThat(answer.body())
        .isEqualTo(
            "{\"RoomMembership\":{\"RoomId\":\"room\",\"Member\":{\"AccountId\":\"account\","
                + "\"Email\":\"bot@example.com\",\"FullName\":\"A \\\"bot\\\" \ud83e\udd16\","
                + "\"MemberId\":\"member\",\"MemberType\":\"Bot\"},\"Role\":\"Administrator\","
                + "\"InvitedBy\":\"inviter\","
                + "\"UpdatedTimestamp\":\"2026-01-02T03:04:05.000Z\"}}");
    assertThat(answer.toString()).doesNotContain("bot");
  }

  private static final String MEMBERSHIP_JSON =
      "{\"RoomId\":\"room\",\"Member\":{\"AccountId\":\"account\","
          + "\"Email\":\"bot@example.com\",\"FullName\":\"A \\\"bot\\\" \ud83e\udd16\","
          + "\"MemberId\":\"member\",\"MemberType\":\"Bot\"},\"Role\":\"Administrator\","
          + "\"InvitedBy\":\"inviter\",\"UpdatedTimestamp\":\"2026-01-02T03:04:05.000Z\"}";

  private static final String ROOM_JSON =
      "{\"RoomId\":\"room\",\"Name\":\"A name\",\"AccountId\":\"account\","
          + "\"CreatedBy\":\"creator\",\"CreatedTimestamp\":\"2026-01-02T03:04:05.600Z\","
          + "\"UpdatedTimestamp\":\"2026-01-02T03:04:05.678Z\"}";

  private static void isAnswer(Answer answer, int status, String body) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers()).containsExactly(Map.entry("Content-Type", "application/json"));
    assertThat(answer.toString()).doesNotContainIgnoringCase("bot").doesNotContain("name");
  }

  @Test
  void anUpdatedMembershipMayBeOfAnUnknownMember() {
    isAnswer(
        Answers.of(
            new UpdateRoomMembership.Updated(
                UpdateRoomMembershipRule.URM_04, MEMBERSHIP, Optional.of(MEMBER))),
        200,
        "{\"RoomMembership\":" + MEMBERSHIP_JSON + "}");
    isAnswer(
        Answers.of(
            new UpdateRoomMembership.Updated(
                UpdateRoomMembershipRule.URM_04, MEMBERSHIP, Optional.empty())),
        200,
        "{\"RoomMembership\":{\"RoomId\":\"room\","
            + "\"Member\":{\"AccountId\":\"account\",\"MemberId\":\"member\"},"
            + "\"Role\":\"Administrator\",\"InvitedBy\":\"inviter\","
            + "\"UpdatedTimestamp\":\"2026-01-02T03:04:05.000Z\"}}");
  }

  @Test
  void aPageOfMembershipsHasATokenIfThereIsMore() {
    List<ListedMembership> items = List.of(new ListedMembership(MEMBERSHIP, Optional.of(MEMBER)));
    isAnswer(
        Answers.of(
            new ListRoomMemberships.Listed(
                ListRoomMembershipsRule.LRM_01, items, Optional.of("token"))),
        200,
        "{\"RoomMemberships\":[" + MEMBERSHIP_JSON + "],\"NextToken\":\"token\"}");
    isAnswer(
        Answers.of(
            new ListRoomMemberships.Listed(
                ListRoomMembershipsRule.LRM_01, List.of(), Optional.empty())),
        200,
        "{\"RoomMemberships\":[]}");
  }

  @Test
  void aPageOfRoomsHasATokenIfThereIsMore() {
    isAnswer(
        Answers.of(
            new ListRooms.Listed(ListRoomsRule.LRO_03, List.of(ROOM, ROOM), Optional.of("token"))),
        200,
        "{\"Rooms\":[" + ROOM_JSON + "," + ROOM_JSON + "],\"NextToken\":\"token\"}");
    isAnswer(
        Answers.of(new ListRooms.Listed(ListRoomsRule.LRO_03, List.of(), Optional.empty())),
        200,
        "{\"Rooms\":[]}");
  }

  @Test
  void aRoomHasAllItsFields() {
    String body = "{\"Room\":" + ROOM_JSON + "}";
    isAnswer(Answers.of(new CreateRoom.Created(CreateRoomRule.CRO_06, ROOM)), 201, body);
    isAnswer(Answers.of(new GetRoom.Found(GetRoomRule.GRO_01, ROOM)), 200, body);
    isAnswer(Answers.of(new UpdateRoom.Updated(UpdateRoomRule.URO_02, ROOM)), 200, body);
  }

  @Test
  void whatIsDeletedIsAnsweredWithoutABody() {
    for (Answer answer :
        List.of(
            Answers.of(new DeleteRoom.Deleted(DeleteRoomRule.DRO_02, ROOM)),
            Answers.of(
                new DeleteRoomMembership.Deleted(DeleteRoomMembershipRule.DRM_04, MEMBERSHIP)))) {
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.headers()).isEmpty();
      assertThat(answer.bytes()).isEmpty();
    }
  }

  /** The codes that an item can have, in the order of the items. */
  @Test
  void aBatchAnswersTheRefusedItemsOnly() {
    BatchCreateRoomMembership.Item item = new BatchCreateRoomMembership.Item("member", null);
    CreateRoomMembershipRule rule = CreateRoomMembershipRule.CRM_08;
    List<CreateRoomMembership.Result> outcomes =
        List.of(
            new ResourceLimitExceeded(rule, Resource.MEMBER, 3),
            new Created(rule, MEMBERSHIP, MEMBER),
            new NotFound(rule, Resource.MEMBER),
            new Forbidden(rule, Forbidden.Reason.MEMBER_STOPPED),
            new Conflict(rule, MEMBERSHIP),
            new BadRequest(
                rule,
                List.of(new Violation(Violation.Field.ROLE, Violation.Problem.UNKNOWN_ROLE))));
    Answer answer =
        Answers.of(
            new BatchCreateRoomMembership.Processed(
                BatchCreateRoomMembershipRule.BCM_01,
                outcomes.stream()
                    .map(outcome -> new BatchCreateRoomMembership.ItemOutcome(item, outcome))
                    .toList()));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(
            Pattern.compile("\\{\"MemberId\":\"member\",\"ErrorCode\":\"(\\w+)\",\"ErrorMessage\":")
                .matcher(answer.body())
                .results()
                .map(found -> found.group(1)))
        .containsExactly(
            "ResourceLimitExceeded", "NotFound", "Forbidden", "Conflict", "BadRequest");
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 1", "PT0.000000001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT1M, 60"})
  void retryAfterIsRoundedUpToWholeSeconds(Duration wait, String seconds) {
    assertThat(Answers.refused(new ThrottledClient(SharedRule.ANY_02, wait)).headers())
        .containsEntry("Retry-After", seconds);
  }

  @Test
  void aFailuresCauseIsKeptForTheLogOnly() {
    Exception why = new IllegalStateException("vendor");
    assertThat(Answers.refused(new ServiceFailure(SharedRule.ANY_11, false, why)).cause())
        .isSameAs(why);
    Answer unavailable =
        Answers.refused(new ServiceUnavailable(SharedRule.ANY_10, false, Optional.of(why)));
    assertThat(unavailable.cause()).isSameAs(why);
    assertThat(unavailable.body()).doesNotContain("vendor");
  }
}
