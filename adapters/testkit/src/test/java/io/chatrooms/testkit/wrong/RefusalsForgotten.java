package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Proposal;
import java.util.List;

final class RefusalsForgotten extends WrongStore {
  RefusalsForgotten(Setup setup) {
    super(setup);
  }

  @Override
  protected List<MembershipFacts> confirm(Proposal proposal) {
    List<MembershipFacts> declined =
        super.confirm(
            new Proposal(
                proposal.steps().stream().filter(step -> step.change().isPresent()).toList()));
    return declined.isEmpty()
        ? List.of()
        : proposal.steps().stream().map(step -> now(step.seen())).toList();
  }
}
