package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Proposal;
import java.util.List;

final class StepsIgnoreEarlierSteps extends WrongStore {
  StepsIgnoreEarlierSteps(Setup setup) {
    super(setup);
  }

  @Override
  protected List<MembershipFacts> confirm(Proposal proposal) {
    List<MembershipFacts> now = proposal.steps().stream().map(step -> now(step.seen())).toList();
    for (int i = 0; i < now.size(); i++) {
      Proposal.Step step = proposal.steps().get(i);
      if (!step.mayBeMade(now.get(i))) {
        return now;
      }
    }
    proposal.steps().forEach(step -> step.change().ifPresent(this::apply));
    return List.of();
  }
}
