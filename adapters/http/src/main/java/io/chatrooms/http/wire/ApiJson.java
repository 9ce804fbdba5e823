package io.chatrooms.http.wire;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bodies of the API's answers in JSON. A field that is not known is left out. This is the only
 * class that writes names and e-mail addresses.
 */
public final class ApiJson {
  /** ISO 8601 in UTC, always with three fraction digits. */
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private ApiJson() {}

  /**
   * One RoomMembership.
   *
   * @param member empty if the account no longer knows the member, which then has its ids only
   */
  public static ObjectNode roomMembership(RoomMembership membership, Optional<Member> member) {
    ObjectNode json = object();
    json.set("RoomMembership", membership(membership, member));
    return json;
  }

  /** A page of RoomMemberships, and the token for the next page. */
  public static ObjectNode roomMemberships(
      List<ListedMembership> memberships, Optional<String> nextToken) {
    ObjectNode json = object();
    ArrayNode array = json.putArray("RoomMemberships");
    for (ListedMembership each : memberships) {
      array.add(membership(each.membership(), each.member()));
    }
    return page(json, nextToken);
  }

  /** One Room. */
  public static ObjectNode room(Room room) {
    ObjectNode json = object();
    json.set("Room", fields(room));
    return json;
  }

  /** A page of Rooms, and the token for the next page. */
  public static ObjectNode rooms(List<Room> rooms, Optional<String> nextToken) {
    ObjectNode json = object();
    ArrayNode array = json.putArray("Rooms");
    rooms.forEach(room -> array.add(fields(room)));
    return page(json, nextToken);
  }

  /** The items of a batch that failed. */
  public static ObjectNode errors(List<MembershipError> errors) {
    ObjectNode json = object();
    ArrayNode array = json.putArray("Errors");
    for (MembershipError error : errors) {
      ObjectNode item = array.addObject();
      if (error.memberId != null) {
        item.put("MemberId", error.memberId);
      }
      item.put("ErrorCode", error.fault.code()).put("ErrorMessage", error.message);
    }
    return json;
  }

  /**
   * An item of a batch that failed.
   *
   * @param memberId null if the item has none
   * @param fault why it failed
   * @param message for the client
   */
  public record MembershipError(@Nullable String memberId, Fault fault, String message) {}

  private static ObjectNode membership(RoomMembership membership, Optional<Member> member) {
    ObjectNode json = object().put("RoomId", membership.key().roomId().value());
    json.set("Member", member.map(ApiJson::fields).orElseGet(() -> ids(membership.key())));
    return json.put("Role", membership.role().apiName())
        .put("InvitedBy", membership.invitedBy())
        .put("UpdatedTimestamp", timestamp(membership.updatedAt()));
  }

  private static ObjectNode fields(Member member) {
    return object()
        .put("AccountId", member.accountId().value())
        .put("Email", member.email())
        .put("FullName", member.fullName())
        .put("MemberId", member.memberId().value())
        .put("MemberType", member.type().apiName());
  }

  private static ObjectNode ids(MembershipKey key) {
    return object()
        .put("AccountId", key.accountId().value())
        .put("MemberId", key.memberId().value());
  }

  private static ObjectNode fields(Room room) {
    return object()
        .put("RoomId", room.roomId().value())
        .put("Name", room.name())
        .put("AccountId", room.accountId().value())
        .put("CreatedBy", room.createdBy())
        .put("CreatedTimestamp", timestamp(room.createdAt()))
        .put("UpdatedTimestamp", timestamp(room.updatedAt()));
  }

  private static ObjectNode page(ObjectNode json, Optional<String> nextToken) {
    nextToken.ifPresent(token -> json.put("NextToken", token));
    return json;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }
}
