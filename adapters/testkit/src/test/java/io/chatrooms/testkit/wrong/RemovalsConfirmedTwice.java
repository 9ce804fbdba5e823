package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipRemoved;

final class RemovalsConfirmedTwice extends WrongStore {
  RemovalsConfirmedTwice(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    boolean alreadyGone = change instanceof MembershipRemoved && now.membership().isEmpty();
    return super.mayBeMade(
        change, seen, alreadyGone ? Altered.membership(now, change.before()) : now);
  }
}
