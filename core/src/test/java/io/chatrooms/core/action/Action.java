package io.chatrooms.core.action;

import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.GetRoomMembership.Found;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The actions: their rules and outcomes, and how to execute each of them. */
enum Action {
  CREATE(
      "CreateRoomMembership",
      CreateRoomMembershipRule.values(),
      CreateRoomMembership.Result.class,
      Created.class,
      Conflict.class,
      ResourceLimitExceeded.class) {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, Request raw) {
      return rooms
          .createRoomMembership()
          .execute(
              caller,
              new CreateRoomMembership.Request(
                  raw.accountId(), raw.roomId(), raw.memberId(), raw.role()));
    }
  },
  UPDATE(
      "UpdateRoomMembership",
      UpdateRoomMembershipRule.values(),
      UpdateRoomMembership.Result.class,
      Updated.class) {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, Request raw) {
      return rooms
          .updateRoomMembership()
          .execute(
              caller,
              new UpdateRoomMembership.Request(
                  raw.accountId(), raw.roomId(), raw.memberId(), raw.role()));
    }
  },
  DELETE(
      "DeleteRoomMembership",
      DeleteRoomMembershipRule.values(),
      DeleteRoomMembership.Result.class,
      Deleted.class) {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, Request raw) {
      return rooms
          .deleteRoomMembership()
          .execute(
              caller,
              new DeleteRoomMembership.Request(raw.accountId(), raw.roomId(), raw.memberId()));
    }
  },
  GET(
      "GetRoomMembership",
      GetRoomMembershipRule.values(),
      GetRoomMembership.Result.class,
      Found.class) {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, Request raw) {
      return rooms
          .getRoomMembership()
          .execute(
              caller, new GetRoomMembership.Request(raw.accountId(), raw.roomId(), raw.memberId()));
    }
  };

  /** The raw request of any action; the role is left out where an action has none. */
  record Request(
      @Nullable String accountId,
      @Nullable String roomId,
      @Nullable String memberId,
      @Nullable String role) {}

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

  /** Its own rules, in their order of precedence. */
  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of enum constants.
  final List<Rule> ownRules;

  final Class<?> result;
  final Class<?> success;

  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of types.
  private final List<Class<?>> ownRefusals;

  Action(
      String apiName, Rule[] ownRules, Class<?> result, Class<?> success, Class<?>... ownRefusals) {
    this.apiName = apiName;
    this.ownRules = List.of(ownRules);
    this.result = result;
    this.success = success;
    this.ownRefusals = List.of(ownRefusals);
  }

  /** What the API lists for the action: its success, and every refusal. */
  Set<Class<?>> outcomes() {
    return Stream.of(COMMON_REFUSALS.stream(), Stream.of(success), ownRefusals.stream())
        .flatMap(types -> types)
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
    return this != GET;
  }

  /** True if its request has a role. */
  boolean hasRole() {
    return this == CREATE || this == UPDATE;
  }

  abstract Outcome execute(ChatRooms rooms, Caller caller, Request request);

  @Override
  public String toString() {
    return apiName;
  }
}
