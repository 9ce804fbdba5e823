package consumer;

import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;

/** Switches without a default: by the ten outcomes, and by two. */
final class Host {
  private Host() {}

  public static void main(String[] args) {
    CreateRoomMembershipResult result = new UnauthorizedClient();
    System.out.println(status(result) + " " + line(result));
  }

  static int status(CreateRoomMembershipResult result) {
    return switch (result) {
      case Created created -> 201;
      case BadRequest badRequest -> 400;
      case UnauthorizedClient unauthorizedClient -> 401;
      case Forbidden forbidden -> 403;
      case NotFound notFound -> 404;
      case Conflict conflict -> 409;
      case ResourceLimitExceeded resourceLimitExceeded -> 400;
      case ThrottledClient throttledClient -> 429;
      case ServiceUnavailable serviceUnavailable -> 503;
      case ServiceFailure serviceFailure -> 500;
    };
  }

  static String line(CreateRoomMembershipResult result) {
    return switch (result) {
      case Created(var membership, var member) -> "added as " + membership.role();
      case Refusal refusal -> refusal.rule() + " " + refusal.message();
    };
  }
}
