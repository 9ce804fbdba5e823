package io.chatrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.CreateRoomMembershipRule;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.Resource;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.SharedRule;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;
import io.chatrooms.core.action.Violation;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.http.wire.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
