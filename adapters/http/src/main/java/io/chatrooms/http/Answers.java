package io.chatrooms.http;

import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.ApiJson;
import io.chatrooms.http.wire.Fault;

/** The answer to each outcome of an action. */
final class Answers {
  private Answers() {}

  static Answer of(CreateRoomMembership.Result result) {
    return result instanceof Created created
        ? Answer.of(201, ApiJson.roomMembership(created.membership(), created.member()))
        : refused((Refusal) result);
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
