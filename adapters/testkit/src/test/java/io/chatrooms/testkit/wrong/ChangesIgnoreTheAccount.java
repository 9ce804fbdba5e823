package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;

final class ChangesIgnoreTheAccount extends WrongStore {
  ChangesIgnoreTheAccount(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    return super.mayBeMade(
        change, seen, change instanceof MembershipAdded ? now : Altered.account(now, seen));
  }
}
