package io.chatrooms.example;

import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.Rule;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An outcome as it is printed.
 *
 * @param name the success's name, such as Created, or the refusal's name in the API
 * @param rule the rule that decided
 * @param reason why it was refused; empty on success
 * @param json what a success tells, and the membership that a Conflict is about; empty for other
 *     refusals
 */
record Answer(String name, Rule rule, String reason, Optional<ObjectNode> json) {
  static Answer of(Outcome outcome) {
    if (outcome instanceof Refusal refusal) {
      return new Answer(
          refusal.kind().apiName(),
          refusal.rule(),
          refusal.message(),
          refusal instanceof Conflict conflict
              ? Optional.of(ApiJson.conflict(conflict))
              : Optional.empty());
    }
    String name = outcome.getClass().getSimpleName();
    return new Answer(name, outcome.rule(), "", Optional.of(ApiJson.success(outcome)));
  }
}
