package io.chatrooms.http;

import static io.chatrooms.http.Operation.ACCOUNT_ID;
import static java.util.stream.Collectors.joining;

import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.GetRoom;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRooms;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;
import io.chatrooms.http.wire.JsonBody;
import io.chatrooms.http.wire.MalformedException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations that a servlet serves: the ten actions of the API. */
final class Operations {
  /** The query parameter that distinguishes operations with the same path and method. */
  private static final String VARIANT = "operation";

  private static final String GET = "GET";
  private static final String POST = "POST";
  private static final String DELETE = "DELETE";

  private static final String ROOM_ID = "RoomId";
  private static final String MEMBER_ID = "MemberId";

  private static final String ROOMS = "/accounts/{AccountId}/rooms";
  private static final String ROOM = ROOMS + "/{RoomId}";
  private static final String MEMBERSHIPS = ROOM + "/memberships";
  private static final String MEMBERSHIP = MEMBERSHIPS + "/{MemberId}";

  private final List<Operation> all;

  Operations(ChatRooms chatRooms) {
    all = Stream.concat(ofMemberships(chatRooms), ofRooms(chatRooms)).toList();
  }

  private static Stream<Operation> ofMemberships(ChatRooms chatRooms) {
    return Stream.of(
        Operation.of(
            "CreateRoomMembership",
            POST,
            MEMBERSHIPS,
            input ->
                new CreateRoomMembership.Request(
                    input.label(ACCOUNT_ID),
                    input.label(ROOM_ID),
                    input.body().text(MEMBER_ID),
                    input.body().text("Role")),
            chatRooms.createRoomMembership()::execute,
            Answers::of),
        Operation.of(
                "BatchCreateRoomMembership",
                POST,
                MEMBERSHIPS,
                input ->
                    new BatchCreateRoomMembership.Request(
                        input.label(ACCOUNT_ID), input.label(ROOM_ID), items(input.body())),
                chatRooms.batchCreateRoomMembership()::execute,
                Answers::of)
            .withVariant("batch-create"),
        Operation.of(
            "UpdateRoomMembership",
            POST,
            MEMBERSHIP,
            input ->
                new UpdateRoomMembership.Request(
                    input.label(ACCOUNT_ID),
                    input.label(ROOM_ID),
                    input.label(MEMBER_ID),
                    input.body().text("Role")),
            chatRooms.updateRoomMembership()::execute,
            Answers::of),
        Operation.of(
            "DeleteRoomMembership",
            DELETE,
            MEMBERSHIP,
            input ->
                new DeleteRoomMembership.Request(
                    input.label(ACCOUNT_ID), input.label(ROOM_ID), input.label(MEMBER_ID)),
            chatRooms.deleteRoomMembership()::execute,
            Answers::of),
        Operation.of(
            "ListRoomMemberships",
            GET,
            MEMBERSHIPS,
            input ->
                new ListRoomMemberships.Request(
                    input.label(ACCOUNT_ID),
                    input.label(ROOM_ID),
                    input.maxResults(),
                    input.parameter("next-token")),
            chatRooms.listRoomMemberships()::execute,
            Answers::of));
  }

  private static Stream<Operation> ofRooms(ChatRooms chatRooms) {
    return Stream.of(
        Operation.of(
            "CreateRoom",
            POST,
            ROOMS,
            input ->
                new CreateRoom.Request(
                    input.label(ACCOUNT_ID),
                    input.body().text("Name"),
                    input.body().text("ClientRequestToken")),
            chatRooms.createRoom()::execute,
            Answers::of),
        Operation.of(
            "GetRoom",
            GET,
            ROOM,
            input -> new GetRoom.Request(input.label(ACCOUNT_ID), input.label(ROOM_ID)),
            chatRooms.getRoom()::execute,
            Answers::of),
        Operation.of(
            "UpdateRoom",
            POST,
            ROOM,
            input ->
                new UpdateRoom.Request(
                    input.label(ACCOUNT_ID), input.label(ROOM_ID), input.body().text("Name"), null),
            chatRooms.updateRoom()::execute,
            Answers::of),
        Operation.of(
            "DeleteRoom",
            DELETE,
            ROOM,
            input -> new DeleteRoom.Request(input.label(ACCOUNT_ID), input.label(ROOM_ID)),
            chatRooms.deleteRoom()::execute,
            Answers::of),
        Operation.of(
            "ListRooms",
            GET,
            ROOMS,
            input ->
                new ListRooms.Request(
                    input.label(ACCOUNT_ID),
                    input.parameter("member-id"),
                    input.maxResults(),
                    input.parameter("next-token")),
            chatRooms.listRooms()::execute,
            Answers::of));
  }

  /** The items of a batch; null if there is no list. A null item has no fields. */
  private static @Nullable List<BatchCreateRoomMembership.Item> items(JsonBody body)
      throws MalformedException {
    List<JsonBody> objects = body.objects("MembershipItemList");
    if (objects == null) {
      return null;
    }
    List<BatchCreateRoomMembership.Item> items = new ArrayList<>();
    for (JsonBody object : objects) {
      items.add(new BatchCreateRoomMembership.Item(object.text(MEMBER_ID), object.text("Role")));
    }
    return items;
  }

  /** The operations with this path and variant, whatever their method. */
  List<Operation> at(WireRequest request, List<String> path) throws MalformedException {
    String variant = request.query().value(VARIANT).orElse(null);
    return all.stream().filter(operation -> operation.isAt(path, variant)).toList();
  }

  /** The one of these operations that has this method; null if none has. */
  static @Nullable Operation forMethod(List<Operation> here, String method) {
    return here.stream()
        .filter(operation -> operation.method().equals(method))
        .findFirst()
        .orElse(null);
  }

  /** The answer if none of these operations has the request's method. */
  static Answer unknown(List<Operation> here) {
    if (here.isEmpty()) {
      return Answer.of(Fault.UNKNOWN_OPERATION, "There is no such operation");
    }
    return Answer.of(Fault.UNKNOWN_OPERATION, "The method is not allowed for this path")
        .withStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED)
        .with("Allow", here.stream().map(Operation::method).sorted().collect(joining(", ")));
  }
}
