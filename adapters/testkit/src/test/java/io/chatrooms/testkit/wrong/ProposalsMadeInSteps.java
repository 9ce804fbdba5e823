package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Proposal;
import java.util.List;

final class ProposalsMadeInSteps extends WrongStore {
  ProposalsMadeInSteps(Setup setup) {
    super(setup);
  }

  @Override
  public List<List<MembershipFacts>> confirmAll(AccountId accountId, List<Proposal> proposals) {
    return proposals.stream().map(this::makeInSteps).toList();
  }

  private List<MembershipFacts> makeInSteps(Proposal proposal) {
    List<MembershipFacts> now =
        locked(() -> proposal.steps().stream().map(step -> now(step.seen())).toList());
    if (!proposal.mayBeMade(now)) {
      return now;
    }
    for (Proposal.Step step : proposal.steps()) {
      Window.open();
      locked(
          () -> {
            step.change().ifPresent(this::apply);
            return step;
          });
    }
    return List.of();
  }
}
