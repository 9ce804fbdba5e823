package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;

final class FactsNotCompared extends WrongStore {
  FactsNotCompared(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    return super.mayBeMade(change, now, now);
  }
}
