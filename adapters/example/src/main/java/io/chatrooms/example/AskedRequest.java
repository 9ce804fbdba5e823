package io.chatrooms.example;

import static io.chatrooms.example.Embedding.ACCOUNT;
import static io.chatrooms.example.Embedding.ALEJANDRO;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.GetRoom;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRooms;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.core.member.MemberId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request as a line of JSON: {@code Action}, {@code Caller}, and the fields of the action. Each
 * may be absent or null, which is the same; a line without an {@code Action} asks for
 * CreateRoomMembership. A field that the action does not have is ignored, as in the API, unless its
 * name differs from a field's in case only. The action decides what an absent field means.
 *
 * @param caller who asks: text that begins with {@code arn:} is an administrator of the documented
 *     account, other text is one of its members, and an object is any caller; if it is absent, the
 *     documented caller asks
 * @param question what is asked
 */
record AskedRequest(Caller caller, Question question) {
  private static final String DEFAULT_ACTION = "CreateRoomMembership";

  static AskedRequest parse(String line) throws MalformedLineException {
    JsonObject json =
        JsonObject.parse(
            line,
            "Action",
            "AccountId",
            "RoomId",
            "MemberId",
            "Role",
            "MembershipItemList",
            "Name",
            "InvitePolicy",
            "ClientRequestToken",
            "MaxResults",
            "NextToken",
            "Caller");
    return new AskedRequest(caller(json), question(json));
  }

  private static Question question(JsonObject json) throws MalformedLineException {
    String action = json.text("Action");
    String account = json.text("AccountId");
    String room = json.text("RoomId");
    String member = json.text("MemberId");
    String role = json.text("Role");
    switch (action == null ? DEFAULT_ACTION : action) {
      case DEFAULT_ACTION -> {
        var request = new CreateRoomMembership.Request(account, room, member, role);
        return (rooms, caller) -> rooms.createRoomMembership().execute(caller, request);
      }
      case "BatchCreateRoomMembership" -> {
        var request = new BatchCreateRoomMembership.Request(account, room, items(json));
        return (rooms, caller) -> rooms.batchCreateRoomMembership().execute(caller, request);
      }
      case "UpdateRoomMembership" -> {
        var request = new UpdateRoomMembership.Request(account, room, member, role);
        return (rooms, caller) -> rooms.updateRoomMembership().execute(caller, request);
      }
      case "DeleteRoomMembership" -> {
        var request = new DeleteRoomMembership.Request(account, room, member);
        return (rooms, caller) -> rooms.deleteRoomMembership().execute(caller, request);
      }
      case "GetRoomMembership" -> {
        var request = new GetRoomMembership.Request(account, room, member);
        return (rooms, caller) -> rooms.getRoomMembership().execute(caller, request);
      }
      case "ListRoomMemberships" -> {
        var request =
            new ListRoomMemberships.Request(
                account, room, json.number("MaxResults"), json.text("NextToken"));
        return (rooms, caller) -> rooms.listRoomMemberships().execute(caller, request);
      }
      case "CreateRoom" -> {
        var request =
            new CreateRoom.Request(account, json.text("Name"), json.text("ClientRequestToken"));
        return (rooms, caller) -> rooms.createRoom().execute(caller, request);
      }
      case "GetRoom" -> {
        var request = new GetRoom.Request(account, room);
        return (rooms, caller) -> rooms.getRoom().execute(caller, request);
      }
      case "UpdateRoom" -> {
        var request =
            new UpdateRoom.Request(account, room, json.text("Name"), json.text("InvitePolicy"));
        return (rooms, caller) -> rooms.updateRoom().execute(caller, request);
      }
      case "DeleteRoom" -> {
        var request = new DeleteRoom.Request(account, room);
        return (rooms, caller) -> rooms.deleteRoom().execute(caller, request);
      }
      case "ListRooms" -> {
        var request =
            new ListRooms.Request(
                account, member, json.number("MaxResults"), json.text("NextToken"));
        return (rooms, caller) -> rooms.listRooms().execute(caller, request);
      }
      default -> throw new MalformedLineException("there is no such Action: --help lists them");
    }
  }

  private static @Nullable List<BatchCreateRoomMembership.@Nullable Item> items(JsonObject json)
      throws MalformedLineException {
    List<JsonObject> objects = json.objects("MembershipItemList", "MemberId", "Role");
    if (objects == null) {
      return null;
    }
    List<BatchCreateRoomMembership.@Nullable Item> items = new ArrayList<>();
    for (JsonObject object : objects) {
      items.add(new BatchCreateRoomMembership.Item(object.text("MemberId"), object.text("Role")));
    }
    return items;
  }

  private static Caller caller(JsonObject json) throws MalformedLineException {
    JsonNode caller = json.value("Caller");
    try {
      if (caller == null) {
        return Caller.accountAdministrator(ACCOUNT, ALEJANDRO);
      } else if (caller.isString()) {
        String text = caller.stringValue();
        return text.startsWith("arn:")
            ? Caller.accountAdministrator(ACCOUNT, text)
            : Caller.member(ACCOUNT, new MemberId(text));
      } else if (caller.isObject()) {
        return callerOfKind(JsonObject.of(caller, "CallerKind", "AccountId", "CallerId"));
      }
    } catch (IllegalArgumentException e) { // Its message never repeats the text.
      throw new MalformedLineException("Caller is not valid: " + e.getMessage());
    }
    throw new MalformedLineException(
        "Caller is " + JsonObject.kind(caller) + ", not text or an object");
  }

  private static Caller callerOfKind(JsonObject json) throws MalformedLineException {
    String kind = json.text("CallerKind");
    String account = json.text("AccountId");
    String id = json.text("CallerId");
    AccountId accountId = account == null ? ACCOUNT : new AccountId(account);
    if ("Unauthenticated".equals(kind)) {
      return Caller.unauthenticated();
    } else if ("AccountAdministrator".equals(kind)) {
      return Caller.accountAdministrator(accountId, id == null ? ALEJANDRO : id);
    } else if ("Member".equals(kind) && id != null) {
      return Caller.member(accountId, new MemberId(id));
    } else if ("Member".equals(kind)) {
      throw new MalformedLineException("CallerId is missing");
    } else {
      throw new MalformedLineException(
          "CallerKind is not AccountAdministrator, Member or Unauthenticated");
    }
  }
}
