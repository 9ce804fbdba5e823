package consumer;

import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.CommonRefusal;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.GetRoomMembership.Found;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.SharedRule;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;

/** Switches without a default, which stop compiling if an action gets another outcome. */
final class Host {
  private Host() {}

  public static void main(String[] args) {
    UnauthorizedClient result = new UnauthorizedClient(SharedRule.ANY_01);
    System.out.println(
        status(result)
            + " "
            + line((CreateRoomMembership.Result) result)
            + "; "
            + line((UpdateRoomMembership.Result) result));
  }

  static int status(CreateRoomMembership.Result result) {
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

  static String line(CreateRoomMembership.Result result) {
    return switch (result) {
      case Created(var rule, var membership, var member) -> "added as " + membership.role();
      case Refusal refusal -> refusal.rule() + " " + refusal.message();
    };
  }

  static String line(UpdateRoomMembership.Result result) {
    return switch (result) {
      case Updated(var rule, var membership, var member) -> "is now " + membership.role();
      case CommonRefusal refusal -> refusal.message();
    };
  }

  static String line(DeleteRoomMembership.Result result) {
    return switch (result) {
      case Deleted(var rule, var membership) -> "removed " + membership.key().memberId();
      case CommonRefusal refusal -> refusal.message();
    };
  }

  static String line(GetRoomMembership.Result result) {
    return switch (result) {
      case Found(var rule, var membership, var member) -> "is " + membership.role();
      case CommonRefusal refusal -> refusal.message();
    };
  }
}
