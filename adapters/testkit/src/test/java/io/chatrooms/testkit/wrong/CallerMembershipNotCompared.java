package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;

final class CallerMembershipNotCompared extends WrongStore {
  CallerMembershipNotCompared(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    return super.mayBeMade(change, seen, Altered.callerMembership(now, seen));
  }
}
