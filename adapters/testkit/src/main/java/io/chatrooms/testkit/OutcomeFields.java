package io.chatrooms.testkit;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.BatchCreateRoomMembership.ItemOutcome;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.GetRoom;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRooms;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.core.action.Violation;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells outcomes as the cases of the rules do: in maps, lists and text, by the API's names.
 *
 * @param now the time that is called so; any other is {@code before}
 */
record OutcomeFields(Instant now) {
  Map<String, @Nullable Object> of(Outcome outcome) {
    Map<String, @Nullable Object> fields =
        object(
            "Kind",
            outcome instanceof Refusal refusal ? refusal.kind().apiName() : name(outcome),
            "Rule",
            outcome.rule().number());
    fields.putAll(details(outcome));
    return fields;
  }

  private static String name(Outcome outcome) {
    return outcome.getClass().getSimpleName();
  }

  private Map<String, @Nullable Object> details(Outcome outcome) {
    if (outcome instanceof CreateRoomMembership.Created created) {
      return membership(created.membership(), Optional.of(created.member()));
    } else if (outcome instanceof BatchCreateRoomMembership.Processed processed) {
      return object("Items", processed.outcomes().stream().map(this::item).toList());
    } else if (outcome instanceof UpdateRoomMembership.Updated updated) {
      return membership(updated.membership(), updated.member());
    } else if (outcome instanceof DeleteRoomMembership.Deleted deleted) {
      return membership(deleted.membership(), Optional.empty());
    } else if (outcome instanceof GetRoomMembership.Found found) {
      return membership(found.membership(), found.member());
    } else if (outcome instanceof ListRoomMemberships.Listed listed) {
      return object(
          "RoomMemberships",
          listed.items().stream().map(one -> fields(one.membership(), one.member())).toList(),
          "NextToken",
          listed.nextToken().orElse(null));
    } else if (outcome instanceof CreateRoom.Created created) {
      return object("Room", fields(created.room()));
    } else if (outcome instanceof GetRoom.Found found) {
      return object("Room", fields(found.room()));
    } else if (outcome instanceof UpdateRoom.Updated updated) {
      return object("Room", fields(updated.room()));
    } else if (outcome instanceof DeleteRoom.Deleted deleted) {
      return object("Room", fields(deleted.room()));
    } else if (outcome instanceof ListRooms.Listed listed) {
      return object(
          "Rooms",
          listed.rooms().stream().map(this::fields).toList(),
          "NextToken",
          listed.nextToken().orElse(null));
    } else if (outcome instanceof BadRequest bad) {
      return object("Violations", bad.violations().stream().map(OutcomeFields::fields).toList());
    } else if (outcome instanceof Forbidden forbidden) {
      return object("Reason", forbidden.reason().name());
    } else if (outcome instanceof NotFound notFound) {
      return object("Resource", notFound.resource().name());
    } else if (outcome instanceof Conflict conflict) {
      return membership(conflict.membership(), Optional.empty());
    } else if (outcome instanceof ResourceLimitExceeded exceeded) {
      return object("Resource", exceeded.resource().name(), "Limit", exceeded.limit());
    } else if (outcome instanceof ThrottledClient throttled) {
      return object("RetryAfter", throttled.retryAfter().toString());
    } else if (outcome instanceof ServiceUnavailable unavailable) {
      return object("OutcomeUnknown", unavailable.outcomeUnknown());
    } else if (outcome instanceof ServiceFailure failure) {
      return object("OutcomeUnknown", failure.outcomeUnknown());
    } else {
      return Map.of();
    }
  }

  private Map<String, @Nullable Object> item(ItemOutcome item) {
    Map<String, @Nullable Object> fields = object("MemberId", item.item().memberId());
    fields.putAll(of(item.outcome()));
    return fields;
  }

  private Map<String, @Nullable Object> membership(
      RoomMembership membership, Optional<Member> member) {
    return object("RoomMembership", fields(membership, member));
  }

  private Map<String, @Nullable Object> fields(RoomMembership membership, Optional<Member> member) {
    return object(
        "RoomId",
        membership.key().roomId().value(),
        "Member",
        object(
            "AccountId",
            membership.key().accountId().value(),
            "MemberId",
            membership.key().memberId().value(),
            "MemberType",
            member.map(one -> one.type().apiName()).orElse(null),
            "Email",
            member.map(Member::email).orElse(null),
            "FullName",
            member.map(Member::fullName).orElse(null)),
        "Role",
        membership.role().apiName(),
        "InvitedBy",
        membership.invitedBy(),
        "UpdatedTimestamp",
        time(membership.updatedAt()));
  }

  private Map<String, @Nullable Object> fields(Room room) {
    AccountId accountId = room.accountId();
    return object(
        "AccountId",
        accountId.value(),
        "RoomId",
        room.roomId().value(),
        "Name",
        room.name(),
        "CreatedBy",
        room.createdBy(),
        "CreatedTimestamp",
        time(room.createdAt()),
        "UpdatedTimestamp",
        time(room.updatedAt()),
        "InvitePolicy",
        room.invitePolicy().name(),
        "MembershipLimit",
        room.membershipLimit());
  }

  private static Map<String, @Nullable Object> fields(Violation violation) {
    return object("Field", violation.field().apiName(), "Problem", violation.problem().name());
  }

  private String time(Instant time) {
    return time.equals(now) ? "now" : "before";
  }

  private static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
