package io.chatrooms.http.wire;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.RoomMembership;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The API's objects in JSON. This is the only class that writes names and e-mail addresses. */
public final class ApiJson {
  /** ISO 8601 in UTC, always with three fraction digits. */
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private ApiJson() {}

  /** Returns an answer's body that holds one RoomMembership. */
  public static ObjectNode roomMembership(RoomMembership membership, Member member) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode inner = json.putObject("RoomMembership");
    inner.put("RoomId", membership.key().roomId().value());
    inner.set("Member", member(member));
    inner
        .put("Role", membership.role().apiName())
        .put("InvitedBy", membership.invitedBy())
        .put("UpdatedTimestamp", timestamp(membership.updatedAt()));
    return json;
  }

  private static ObjectNode member(Member member) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("AccountId", member.accountId().value())
        .put("Email", member.email())
        .put("FullName", member.fullName())
        .put("MemberId", member.memberId().value())
        .put("MemberType", member.type().apiName());
  }

  private static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }
}
