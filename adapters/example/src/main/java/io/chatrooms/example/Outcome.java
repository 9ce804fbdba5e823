package io.chatrooms.example;

import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.Rule;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A result, ready to be shown.
 *
 * @param name the API's name for it
 * @param rule the rule that decided
 * @param reason why it was refused; empty if it was not
 * @param membership the membership that was created, or that stands; empty if neither
 */
record Outcome(String name, Rule rule, String reason, Optional<ObjectNode> membership) {
  static Outcome of(CreateRoomMembershipResult result) {
    return result.match(new Naming());
  }

  /** One case for each outcome: should there ever be another, this no longer compiles. */
  private static final class Naming implements CreateRoomMembershipResult.Cases<Outcome> {
    @Override
    public Outcome created(Created created) {
      return new Outcome("Created", created.rule(), "", Optional.of(MembershipJson.of(created)));
    }

    @Override
    public Outcome badRequest(BadRequest badRequest) {
      return refused("BadRequest", badRequest);
    }

    @Override
    public Outcome unauthorizedClient(UnauthorizedClient unauthorizedClient) {
      return refused("UnauthorizedClient", unauthorizedClient);
    }

    @Override
    public Outcome forbidden(Forbidden forbidden) {
      return refused("Forbidden", forbidden);
    }

    @Override
    public Outcome notFound(NotFound notFound) {
      return refused("NotFound", notFound);
    }

    @Override
    public Outcome conflict(Conflict conflict) {
      return new Outcome(
          "Conflict",
          conflict.rule(),
          conflict.message(),
          Optional.of(MembershipJson.of(conflict.standing())));
    }

    @Override
    public Outcome resourceLimitExceeded(ResourceLimitExceeded resourceLimitExceeded) {
      return refused("ResourceLimitExceeded", resourceLimitExceeded);
    }

    @Override
    public Outcome throttledClient(ThrottledClient throttledClient) {
      return refused("ThrottledClient", throttledClient);
    }

    @Override
    public Outcome serviceUnavailable(ServiceUnavailable serviceUnavailable) {
      return refused("ServiceUnavailable", serviceUnavailable);
    }

    @Override
    public Outcome serviceFailure(ServiceFailure serviceFailure) {
      return refused("ServiceFailure", serviceFailure);
    }

    private static Outcome refused(String name, Refusal refusal) {
      return new Outcome(name, refusal.rule(), refusal.message(), Optional.empty());
    }
  }
}
