package io.chatrooms.example;

import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.GetRoom;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRooms;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What outcomes tell, as JSON with the API's names. A field that is not known is left out. Nothing
 * else prints a name or an e-mail address.
 */
final class ApiJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER))
          .withObjectIndenter(INDENT)
          .withArrayIndenter(INDENT);

  /** ISO 8601 in UTC, always with three fraction digits. */
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private ApiJson() {}

  /** What the success of an action tells. */
  static ObjectNode success(Outcome outcome) {
    if (outcome instanceof CreateRoomMembership.Created created) {
      return membership(created.membership(), Optional.of(created.member()));
    } else if (outcome instanceof BatchCreateRoomMembership.Processed processed) {
      return batch(processed);
    } else if (outcome instanceof UpdateRoomMembership.Updated updated) {
      return membership(updated.membership(), updated.member());
    } else if (outcome instanceof DeleteRoomMembership.Deleted deleted) {
      return membership(deleted.membership());
    } else if (outcome instanceof GetRoomMembership.Found found) {
      return membership(found.membership(), found.member());
    } else if (outcome instanceof ListRoomMemberships.Listed listed) {
      return page(listed);
    } else if (outcome instanceof CreateRoom.Created created) {
      return room(created.room());
    } else if (outcome instanceof GetRoom.Found found) {
      return room(found.room());
    } else if (outcome instanceof UpdateRoom.Updated updated) {
      return room(updated.room());
    } else if (outcome instanceof DeleteRoom.Deleted deleted) {
      return room(deleted.room());
    } else if (outcome instanceof ListRooms.Listed listed) {
      return page(listed);
    }
    throw new IllegalArgumentException("not a success: " + outcome);
  }

  /** The membership that stands. A refusal tells nothing about the member. */
  static ObjectNode conflict(Conflict conflict) {
    return membership(conflict.membership());
  }

  private static ObjectNode membership(RoomMembership membership, Optional<Member> member) {
    ObjectNode json = object().put("RoomId", membership.key().roomId().value());
    json.set("Member", member.map(ApiJson::member).orElseGet(() -> unknown(membership.key())));
    return putCommon(json, membership);
  }

  private static ObjectNode membership(RoomMembership membership) {
    ObjectNode json =
        object()
            .put("AccountId", membership.key().accountId().value())
            .put("RoomId", membership.key().roomId().value())
            .put("MemberId", membership.key().memberId().value());
    return putCommon(json, membership);
  }

  private static ObjectNode putCommon(ObjectNode json, RoomMembership membership) {
    return json.put("Role", membership.role().apiName())
        .put("InvitedBy", membership.invitedBy())
        .put("UpdatedTimestamp", timestamp(membership.updatedAt()));
  }

  private static ObjectNode member(Member member) {
    return object()
        .put("AccountId", member.accountId().value())
        .put("Email", member.email())
        .put("FullName", member.fullName())
        .put("MemberId", member.memberId().value())
        .put("MemberType", member.type().apiName());
  }

  private static ObjectNode unknown(MembershipKey key) {
    return object()
        .put("AccountId", key.accountId().value())
        .put("MemberId", key.memberId().value());
  }

  private static ObjectNode batch(BatchCreateRoomMembership.Processed processed) {
    ObjectNode json = object();
    ArrayNode created = json.putArray("RoomMemberships");
    for (CreateRoomMembership.Created each : processed.created()) {
      created.add(membership(each.membership(), Optional.of(each.member())));
    }
    ArrayNode errors = json.putArray("Errors");
    for (BatchCreateRoomMembership.ItemOutcome item : processed.refused()) {
      Refusal refusal = (Refusal) item.outcome();
      ObjectNode error = errors.addObject();
      if (item.item().memberId() != null) {
        error.put("MemberId", item.item().memberId());
      }
      error.put("ErrorCode", refusal.kind().apiName()).put("ErrorMessage", refusal.message());
    }
    return json;
  }

  private static ObjectNode page(ListRoomMemberships.Listed listed) {
    ObjectNode json = object();
    ArrayNode memberships = json.putArray("RoomMemberships");
    listed.items().forEach(each -> memberships.add(membership(each.membership(), each.member())));
    listed.nextToken().ifPresent(token -> json.put("NextToken", token));
    return json;
  }

  private static ObjectNode room(Room room) {
    return object()
        .put("RoomId", room.roomId().value())
        .put("Name", room.name())
        .put("AccountId", room.accountId().value())
        .put("CreatedBy", room.createdBy())
        .put("CreatedTimestamp", timestamp(room.createdAt()))
        .put("UpdatedTimestamp", timestamp(room.updatedAt()))
        .put("InvitePolicy", room.invitePolicy().name());
  }

  private static ObjectNode page(ListRooms.Listed listed) {
    ObjectNode json = object();
    ArrayNode rooms = json.putArray("Rooms");
    listed.rooms().forEach(room -> rooms.add(room(room)));
    listed.nextToken().ifPresent(token -> json.put("NextToken", token));
    return json;
  }

  static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }

  /** On several lines, under this name, as in the API's response. */
  static String pretty(String name, ObjectNode json) {
    ObjectNode answer = object();
    answer.set(name, json);
    return MAPPER.writer().with(PRETTY).writeValueAsString(answer);
  }

  /** On one line. Characters that would break the line or control a terminal are escaped. */
  static String line(ObjectNode json) {
    StringBuilder line = new StringBuilder();
    MAPPER.writeValueAsString(json).codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  private static void append(StringBuilder line, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> {
        for (char unit : Character.toChars(codePoint)) {
          line.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
      }
      default -> line.appendCodePoint(codePoint);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
