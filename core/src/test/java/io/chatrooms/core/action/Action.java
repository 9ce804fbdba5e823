package io.chatrooms.core.action;

import static io.chatrooms.core.action.Violation.Field.ACCOUNT_ID;
import static io.chatrooms.core.action.Violation.Field.CLIENT_REQUEST_TOKEN;
import static io.chatrooms.core.action.Violation.Field.INVITE_POLICY;
import static io.chatrooms.core.action.Violation.Field.MAX_RESULTS;
import static io.chatrooms.core.action.Violation.Field.MEMBERSHIP_ITEM_LIST;
import static io.chatrooms.core.action.Violation.Field.MEMBER_ID;
import static io.chatrooms.core.action.Violation.Field.NAME;
import static io.chatrooms.core.action.Violation.Field.NEXT_TOKEN;
import static io.chatrooms.core.action.Violation.Field.ROLE;
import static io.chatrooms.core.action.Violation.Field.ROOM_ID;

import io.chatrooms.core.action.BatchCreateRoomMembership.Item;
import io.chatrooms.core.action.Violation.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The actions: their requests, rules and outcomes, and how to execute each of them. */
enum Action {
  CREATE(
      "CreateRoomMembership",
      List.of(ACCOUNT_ID, ROOM_ID, MEMBER_ID, ROLE),
      List.of(CreateRoomMembershipRule.values()),
      CreateRoomMembership.Result.class,
      List.of(CreateRoomMembership.Created.class, Conflict.class, ResourceLimitExceeded.class),
      (rooms, caller, raw) ->
          rooms
              .createRoomMembership()
              .execute(
                  caller,
                  new CreateRoomMembership.Request(
                      raw.text(ACCOUNT_ID),
                      raw.text(ROOM_ID),
                      raw.text(MEMBER_ID),
                      raw.text(ROLE)))),
  BATCH(
      "BatchCreateRoomMembership",
      List.of(ACCOUNT_ID, ROOM_ID, MEMBERSHIP_ITEM_LIST),
      // The invite policy decides about a batch as a whole.
      List.of(CreateRoomMembershipRule.CRM_01, BatchCreateRoomMembershipRule.BCM_01),
      BatchCreateRoomMembership.Result.class,
      List.of(BatchCreateRoomMembership.Processed.class),
      (rooms, caller, raw) ->
          rooms
              .batchCreateRoomMembership()
              .execute(
                  caller,
                  new BatchCreateRoomMembership.Request(
                      raw.text(ACCOUNT_ID), raw.text(ROOM_ID), raw.items()))),
  UPDATE(
      "UpdateRoomMembership",
      List.of(ACCOUNT_ID, ROOM_ID, MEMBER_ID, ROLE),
      List.of(UpdateRoomMembershipRule.values()),
      UpdateRoomMembership.Result.class,
      List.of(UpdateRoomMembership.Updated.class),
      (rooms, caller, raw) ->
          rooms
              .updateRoomMembership()
              .execute(
                  caller,
                  new UpdateRoomMembership.Request(
                      raw.text(ACCOUNT_ID),
                      raw.text(ROOM_ID),
                      raw.text(MEMBER_ID),
                      raw.text(ROLE)))),
  DELETE(
      "DeleteRoomMembership",
      List.of(ACCOUNT_ID, ROOM_ID, MEMBER_ID),
      List.of(DeleteRoomMembershipRule.values()),
      DeleteRoomMembership.Result.class,
      List.of(DeleteRoomMembership.Deleted.class),
      (rooms, caller, raw) ->
          rooms
              .deleteRoomMembership()
              .execute(
                  caller,
                  new DeleteRoomMembership.Request(
                      raw.text(ACCOUNT_ID), raw.text(ROOM_ID), raw.text(MEMBER_ID)))),
  GET(
      "GetRoomMembership",
      List.of(ACCOUNT_ID, ROOM_ID, MEMBER_ID),
      List.of(GetRoomMembershipRule.values()),
      GetRoomMembership.Result.class,
      List.of(GetRoomMembership.Found.class),
      (rooms, caller, raw) ->
          rooms
              .getRoomMembership()
              .execute(
                  caller,
                  new GetRoomMembership.Request(
                      raw.text(ACCOUNT_ID), raw.text(ROOM_ID), raw.text(MEMBER_ID)))),
  LIST(
      "ListRoomMemberships",
      List.of(ACCOUNT_ID, ROOM_ID, MAX_RESULTS, NEXT_TOKEN),
      List.of(ListRoomMembershipsRule.values()),
      ListRoomMemberships.Result.class,
      List.of(ListRoomMemberships.Listed.class),
      (rooms, caller, raw) ->
          rooms
              .listRoomMemberships()
              .execute(
                  caller,
                  new ListRoomMemberships.Request(
                      raw.text(ACCOUNT_ID),
                      raw.text(ROOM_ID),
                      raw.number(MAX_RESULTS),
                      raw.text(NEXT_TOKEN)))),
  CREATE_ROOM(
      "CreateRoom",
      List.of(ACCOUNT_ID, NAME, CLIENT_REQUEST_TOKEN),
      List.of(CreateRoomRule.values()),
      CreateRoom.Result.class,
      List.of(CreateRoom.Created.class, ResourceLimitExceeded.class),
      (rooms, caller, raw) ->
          rooms
              .createRoom()
              .execute(
                  caller,
                  new CreateRoom.Request(
                      raw.text(ACCOUNT_ID), raw.text(NAME), raw.text(CLIENT_REQUEST_TOKEN)))),
  GET_ROOM(
      "GetRoom",
      List.of(ACCOUNT_ID, ROOM_ID),
      List.of(GetRoomRule.values()),
      GetRoom.Result.class,
      List.of(GetRoom.Found.class),
      (rooms, caller, raw) ->
          rooms
              .getRoom()
              .execute(caller, new GetRoom.Request(raw.text(ACCOUNT_ID), raw.text(ROOM_ID)))),
  UPDATE_ROOM(
      "UpdateRoom",
      List.of(ACCOUNT_ID, ROOM_ID, NAME, INVITE_POLICY),
      List.of(UpdateRoomRule.values()),
      UpdateRoom.Result.class,
      List.of(UpdateRoom.Updated.class),
      (rooms, caller, raw) ->
          rooms
              .updateRoom()
              .execute(
                  caller,
                  new UpdateRoom.Request(
                      raw.text(ACCOUNT_ID),
                      raw.text(ROOM_ID),
                      raw.text(NAME),
                      raw.text(INVITE_POLICY)))),
  DELETE_ROOM(
      "DeleteRoom",
      List.of(ACCOUNT_ID, ROOM_ID),
      List.of(DeleteRoomRule.values()),
      DeleteRoom.Result.class,
      List.of(DeleteRoom.Deleted.class),
      (rooms, caller, raw) ->
          rooms
              .deleteRoom()
              .execute(caller, new DeleteRoom.Request(raw.text(ACCOUNT_ID), raw.text(ROOM_ID)))),
  LIST_ROOMS(
      "ListRooms",
      List.of(ACCOUNT_ID, MEMBER_ID, MAX_RESULTS, NEXT_TOKEN),
      List.of(ListRoomsRule.values()),
      ListRooms.Result.class,
      List.of(ListRooms.Listed.class),
      (rooms, caller, raw) ->
          rooms
              .listRooms()
              .execute(
                  caller,
                  new ListRooms.Request(
                      raw.text(ACCOUNT_ID),
                      raw.text(MEMBER_ID),
                      raw.number(MAX_RESULTS),
                      raw.text(NEXT_TOKEN))));

  /** The raw request of any action: text, a number, or a list of items, by the field. */
  record Request(Map<Field, Object> values) {
    @Nullable String text(Field field) {
      return (String) values.get(field);
    }

    @Nullable Integer number(Field field) {
      return (Integer) values.get(field);
    }

    @SuppressWarnings("unchecked")
    @Nullable List<@Nullable Item> items() {
      return (List<@Nullable Item>) values.get(MEMBERSHIP_ITEM_LIST);
    }
  }

  private interface Execution {
    Outcome of(ChatRooms rooms, Caller caller, Request raw);
  }

  /** The refusals that the API lists for every action. */
  static final Set<Class<?>> COMMON_REFUSALS =
      Set.of(
          BadRequest.class,
          UnauthorizedClient.class,
          Forbidden.class,
          NotFound.class,
          ThrottledClient.class,
          ServiceUnavailable.class,
          ServiceFailure.class);

  /** Its name in the API. */
  final String apiName;

  /** The fields of its request, in the order in which violations are named. */
  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of enum constants.
  final List<Field> fields;

  /** Its own rules, in their order of precedence. */
  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of enum constants.
  final List<Rule> ownRules;

  final Class<?> result;
  final Class<?> success;

  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of types.
  private final List<Class<?>> own;

  @SuppressWarnings("ImmutableEnumChecker") // A lambda that captures nothing.
  private final Execution execution;

  Action(
      String apiName,
      List<Field> fields,
      List<Rule> ownRules,
      Class<?> result,
      List<Class<?>> own,
      Execution execution) {
    this.apiName = apiName;
    this.fields = fields;
    this.ownRules = ownRules;
    this.result = result;
    this.success = own.get(0);
    this.own = own;
    this.execution = execution;
  }

  static Action named(String apiName) {
    return Stream.of(values())
        .filter(action -> action.apiName.equals(apiName))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no action " + apiName));
  }

  /** What the API lists for the action: its success, and every refusal. */
  Set<Class<?>> outcomes() {
    return Stream.concat(COMMON_REFUSALS.stream(), own.stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All rules of the action: the shared ones, then its own. */
  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>(List.of(SharedRule.values()));
    rules.addAll(ownRules);
    return rules;
  }

  /** True if it can change something, so that a store has to confirm it. */
  boolean changes() {
    return switch (this) {
      case CREATE, BATCH, UPDATE, DELETE, CREATE_ROOM, UPDATE_ROOM, DELETE_ROOM -> true;
      case GET, LIST, GET_ROOM, LIST_ROOMS -> false;
    };
  }

  /** True if what it changes has the time of the change. */
  boolean needsTime() {
    return switch (this) {
      case CREATE, BATCH, UPDATE, CREATE_ROOM, UPDATE_ROOM -> true;
      case DELETE, GET, LIST, GET_ROOM, DELETE_ROOM, LIST_ROOMS -> false;
    };
  }

  /** True if it is about a room that exists. */
  boolean namesRoom() {
    return fields.contains(ROOM_ID);
  }

  Outcome execute(ChatRooms rooms, Caller caller, Request request) {
    return execution.of(rooms, caller, request);
  }

  @Override
  public String toString() {
    return apiName;
  }
}
