package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipQuestion;
import java.util.ArrayList;
import java.util.List;

final class FactsOfSeveralReadInSteps extends WrongStore {
  FactsOfSeveralReadInSteps(Setup setup) {
    super(setup);
  }

  @Override
  public List<MembershipFacts> factsOf(AccountId accountId, List<MembershipQuestion> questions) {
    List<MembershipFacts> all = new ArrayList<>();
    for (MembershipQuestion question : questions) {
      all.add(facts(question.key(), question.callerId().orElse(null)));
      Window.open();
    }
    return all;
  }
}
