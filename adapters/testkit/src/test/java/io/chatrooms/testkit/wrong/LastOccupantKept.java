package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;

final class LastOccupantKept extends WrongStore {
  LastOccupantKept(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    return super.mayBeMade(change, seen, now)
        && (change.administratorsGained() > -1 || !now.isLastAdministrator());
  }
}
