package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Proposal;
import java.util.ArrayList;
import java.util.List;

final class ProposalsIgnoreEarlierOnes extends WrongStore {
  ProposalsIgnoreEarlierOnes(Setup setup) {
    super(setup);
  }

  @Override
  public List<List<MembershipFacts>> confirmAll(AccountId accountId, List<Proposal> proposals) {
    return locked(
        () -> {
          List<List<MembershipFacts>> now =
              proposals.stream()
                  .map(one -> one.steps().stream().map(step -> now(step.seen())).toList())
                  .toList();
          List<List<MembershipFacts>> instead = new ArrayList<>();
          for (int i = 0; i < now.size(); i++) {
            boolean made = proposals.get(i).mayBeMade(now.get(i));
            if (made) {
              proposals.get(i).steps().forEach(step -> step.change().ifPresent(this::apply));
            }
            instead.add(made ? List.of() : now.get(i));
          }
          return instead;
        });
  }
}
