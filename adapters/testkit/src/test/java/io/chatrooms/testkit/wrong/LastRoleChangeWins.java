package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoleChanged;

final class LastRoleChangeWins extends WrongStore {
  LastRoleChangeWins(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    boolean exists = change instanceof RoleChanged && now.membership().isPresent();
    return super.mayBeMade(change, seen, exists ? Altered.membership(now, change.before()) : now);
  }
}
