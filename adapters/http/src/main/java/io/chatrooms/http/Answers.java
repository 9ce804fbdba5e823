package io.chatrooms.http;

import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.GetRoom;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRooms;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.ApiJson;
import io.chatrooms.http.wire.Fault;
import java.util.List;
import java.util.Optional;

/** The answer to each outcome of an action. */
final class Answers {
  private static final int OK = 200;
  private static final int CREATED = 201;

  private Answers() {}

  static Answer of(CreateRoomMembership.Result result) {
    return result instanceof CreateRoomMembership.Created created
        ? Answer.of(
            CREATED, ApiJson.roomMembership(created.membership(), Optional.of(created.member())))
        : refused(result);
  }

  static Answer of(BatchCreateRoomMembership.Result result) {
    return result instanceof BatchCreateRoomMembership.Processed processed
        ? Answer.of(CREATED, ApiJson.errors(errors(processed)))
        : refused(result);
  }

  private static List<ApiJson.MembershipError> errors(
      BatchCreateRoomMembership.Processed processed) {
    return processed.refused().stream()
        .map(
            item -> {
              Refusal refusal = (Refusal) item.outcome();
              return new ApiJson.MembershipError(
                  item.item().memberId(), fault(refusal.kind()), refusal.message());
            })
        .toList();
  }

  static Answer of(UpdateRoomMembership.Result result) {
    return result instanceof UpdateRoomMembership.Updated updated
        ? Answer.of(OK, ApiJson.roomMembership(updated.membership(), updated.member()))
        : refused(result);
  }

  static Answer of(DeleteRoomMembership.Result result) {
    return result instanceof DeleteRoomMembership.Deleted ? Answer.NO_CONTENT : refused(result);
  }

  static Answer of(ListRoomMemberships.Result result) {
    return result instanceof ListRoomMemberships.Listed listed
        ? Answer.of(OK, ApiJson.roomMemberships(listed.items(), listed.nextToken()))
        : refused(result);
  }

  static Answer of(CreateRoom.Result result) {
    return result instanceof CreateRoom.Created created
        ? Answer.of(CREATED, ApiJson.room(created.room()))
        : refused(result);
  }

  static Answer of(GetRoom.Result result) {
    return result instanceof GetRoom.Found found
        ? Answer.of(OK, ApiJson.room(found.room()))
        : refused(result);
  }

  static Answer of(UpdateRoom.Result result) {
    return result instanceof UpdateRoom.Updated updated
        ? Answer.of(OK, ApiJson.room(updated.room()))
        : refused(result);
  }

  static Answer of(DeleteRoom.Result result) {
    return result instanceof DeleteRoom.Deleted ? Answer.NO_CONTENT : refused(result);
  }

  static Answer of(ListRooms.Result result) {
    return result instanceof ListRooms.Listed listed
        ? Answer.of(OK, ApiJson.rooms(listed.rooms(), listed.nextToken()))
        : refused(result);
  }

  /** The answer to an outcome that is no success. */
  private static Answer refused(Outcome outcome) {
    return refused((Refusal) outcome);
  }

  static Answer refused(Refusal refusal) {
    Answer answer = Answer.of(fault(refusal.kind()), refusal.message());
    if (refusal instanceof ThrottledClient throttled) {
      return answer.retryAfter(throttled.retryAfter());
    } else if (refusal instanceof ServiceUnavailable unavailable) {
      return answer.because(unavailable.cause().orElse(null));
    } else if (refusal instanceof ServiceFailure failure) {
      return answer.because(failure.cause());
    }
    return answer;
  }

  private static Fault fault(Refusal.Kind kind) {
    return switch (kind) {
      case BAD_REQUEST -> Fault.BAD_REQUEST;
      case UNAUTHORIZED_CLIENT -> Fault.UNAUTHORIZED_CLIENT;
      case FORBIDDEN -> Fault.FORBIDDEN;
      case NOT_FOUND -> Fault.NOT_FOUND;
      case CONFLICT -> Fault.CONFLICT;
      case RESOURCE_LIMIT_EXCEEDED -> Fault.RESOURCE_LIMIT_EXCEEDED;
      case THROTTLED_CLIENT -> Fault.THROTTLED_CLIENT;
      case SERVICE_UNAVAILABLE -> Fault.SERVICE_UNAVAILABLE;
      case SERVICE_FAILURE -> Fault.SERVICE_FAILURE;
    };
  }
}
