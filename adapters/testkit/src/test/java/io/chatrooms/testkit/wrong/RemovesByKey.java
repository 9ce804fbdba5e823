package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipRemoved;

final class RemovesByKey extends WrongStore {
  RemovesByKey(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    boolean exists = change instanceof MembershipRemoved && now.membership().isPresent();
    return super.mayBeMade(change, seen, exists ? Altered.membership(now, change.before()) : now);
  }
}
