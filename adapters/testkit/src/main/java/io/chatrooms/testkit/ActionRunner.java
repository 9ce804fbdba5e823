package io.chatrooms.testkit;

import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.GetRoom;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRooms;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Executes requests in chat rooms.
 *
 * @param rooms the chat rooms
 * @param now the time of their clock, in whole milliseconds
 */
record ActionRunner(ChatRooms rooms, Instant now) implements RuleCase.Runner {
  @Override
  public Map<String, @Nullable Object> execute(RuleCase.Request request) {
    return new OutcomeFields(now).of(outcome(request.action(), request.caller(), request.fields()));
  }

  private Outcome outcome(String action, Caller caller, Map<String, @Nullable Object> fields) {
    String accountId = text(fields, "AccountId");
    String roomId = text(fields, "RoomId");
    String memberId = text(fields, "MemberId");
    String role = text(fields, "Role");
    String name = text(fields, "Name");
    Integer maxResults = (Integer) fields.get("MaxResults");
    String nextToken = text(fields, "NextToken");
    return switch (action) {
      case "CreateRoomMembership" ->
          rooms
              .createRoomMembership()
              .execute(caller, new CreateRoomMembership.Request(accountId, roomId, memberId, role));
      case "BatchCreateRoomMembership" ->
          rooms
              .batchCreateRoomMembership()
              .execute(
                  caller, new BatchCreateRoomMembership.Request(accountId, roomId, items(fields)));
      case "UpdateRoomMembership" ->
          rooms
              .updateRoomMembership()
              .execute(caller, new UpdateRoomMembership.Request(accountId, roomId, memberId, role));
      case "DeleteRoomMembership" ->
          rooms
              .deleteRoomMembership()
              .execute(caller, new DeleteRoomMembership.Request(accountId, roomId, memberId));
      case "GetRoomMembership" ->
          rooms
              .getRoomMembership()
              .execute(caller, new GetRoomMembership.Request(accountId, roomId, memberId));
      case "ListRoomMemberships" ->
          rooms
              .listRoomMemberships()
              .execute(
                  caller,
                  new ListRoomMemberships.Request(accountId, roomId, maxResults, nextToken));
      case "CreateRoom" ->
          rooms
              .createRoom()
              .execute(
                  caller,
                  new CreateRoom.Request(accountId, name, text(fields, "ClientRequestToken")));
      case "GetRoom" -> rooms.getRoom().execute(caller, new GetRoom.Request(accountId, roomId));
      case "UpdateRoom" ->
          rooms
              .updateRoom()
              .execute(
                  caller,
                  new UpdateRoom.Request(accountId, roomId, name, text(fields, "InvitePolicy")));
      case "DeleteRoom" ->
          rooms.deleteRoom().execute(caller, new DeleteRoom.Request(accountId, roomId));
      case "ListRooms" ->
          rooms
              .listRooms()
              .execute(caller, new ListRooms.Request(accountId, memberId, maxResults, nextToken));
      default -> throw new IllegalArgumentException("there is no action " + action);
    };
  }

  private static @Nullable String text(Map<String, @Nullable Object> fields, String name) {
    return (String) fields.get(name);
  }

  private static @Nullable List<BatchCreateRoomMembership.@Nullable Item> items(
      Map<String, @Nullable Object> fields) {
    if (!(fields.get("MembershipItemList") instanceof List<?> list)) {
      return null;
    }
    List<BatchCreateRoomMembership.@Nullable Item> items = new ArrayList<>();
    for (Object element : list) {
      items.add(
          element instanceof Map<?, ?> item
              ? new BatchCreateRoomMembership.Item(
                  (String) item.get("MemberId"), (String) item.get("Role"))
              : null);
    }
    return items;
  }
}
