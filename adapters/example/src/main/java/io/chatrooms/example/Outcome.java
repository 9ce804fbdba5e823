package io.chatrooms.example;

import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.Rule;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A result as it is printed.
 *
 * @param name the outcome's name in the API
 * @param rule the rule that decided
 * @param reason why it was refused; empty on success
 * @param membership the membership that was created or already exists; empty for other refusals
 */
record Outcome(String name, Rule rule, String reason, Optional<ObjectNode> membership) {
  static Outcome of(CreateRoomMembership.Result result) {
    if (result instanceof Created created) {
      return new Outcome("Created", created.rule(), "", Optional.of(MembershipJson.of(created)));
    }
    Refusal refusal = (Refusal) result;
    return new Outcome(
        refusal.kind().apiName(),
        refusal.rule(),
        refusal.message(),
        refusal instanceof Conflict conflict
            ? Optional.of(MembershipJson.of(conflict.membership()))
            : Optional.empty());
  }
}
