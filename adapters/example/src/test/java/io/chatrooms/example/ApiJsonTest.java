package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembershipRule;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.GetRoomMembershipRule;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiJsonTest {
  @ParameterizedTest
  @CsvSource({
    "2019-12-02T22:36:41.969Z, 2019-12-02T22:36:41.969Z",
    "2019-12-02T22:36:41.900Z, 2019-12-02T22:36:41.900Z",
    "2019-12-02T22:36:00Z,     2019-12-02T22:36:00.000Z",
    "0001-01-01T00:00:00Z,     0001-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
  })
  void timestampsHaveThreeFractionDigits(String time, String expected) {
    assertThat(ApiJson.timestamp(Instant.parse(time))).isEqualTo(expected);
  }

  @Test
  void aMemberThatIsNotKnownHasItsIdsOnly() {
    RoomMembership membership = conflictWith("x").membership();

    assertThat(
            ApiJson.line(
                ApiJson.success(
                    new GetRoomMembership.Found(
                        GetRoomMembershipRule.GRM_02, membership, Optional.empty()))))
        .startsWith(
            "{\"RoomId\":\"r\",\"Member\":{\"AccountId\":\"a\",\"MemberId\":\"m\"},\"Role\"");
  }

  @Test
  void charactersThatBreakALineOrControlATerminalAreEscaped() {
    String controls = "\u001b[2J\u009b\u0085\u2028\u2029\u202e\r\n" + Character.toString(0xE0001);

    assertThat(ApiJson.line(ApiJson.conflict(conflictWith(controls + "é😀"))))
        .isEqualToIgnoringCase(
            """
            {"AccountId":"a","RoomId":"r","MemberId":"m","Role":"Administrator",\
            "InvitedBy":"\\u001b[2J\\u009b\\u0085\\u2028\\u2029\\u202e\\r\\n\\udb40\\udc01é😀",\
            "UpdatedTimestamp":"2020-01-01T00:00:00.000Z"}""");
  }

  private static Conflict conflictWith(String identifier) {
    RoomMembership membership =
        RoomMembership.builder()
            .key(new MembershipKey(new AccountId("a"), new RoomId("r"), new MemberId("m")))
            .role(Role.ADMINISTRATOR)
            .invitedBy(identifier)
            .updatedAt(Instant.parse("2020-01-01T00:00:00Z"))
            .build();
    return new Conflict(CreateRoomMembershipRule.CRM_05, membership);
  }
}
