package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Proposal;
import java.util.List;

final class EarlierStepsStay extends WrongStore {
  EarlierStepsStay(Setup setup) {
    super(setup);
  }

  @Override
  protected List<MembershipFacts> confirm(Proposal proposal) {
    List<MembershipFacts> now = proposal.steps().stream().map(step -> now(step.seen())).toList();
    for (Proposal.Step step : proposal.steps()) {
      if (step.change().flatMap(change -> confirm(change, step.seen())).isPresent()) {
        return now;
      }
    }
    return List.of();
  }
}
