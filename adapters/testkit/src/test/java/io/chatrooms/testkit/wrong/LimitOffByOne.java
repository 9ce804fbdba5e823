package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;

final class LimitOffByOne extends WrongStore {
  LimitOffByOne(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    int count = now.room().membershipCount();
    return super.mayBeMade(
        change,
        seen,
        change instanceof MembershipAdded && count > 0
            ? Altered.counts(now, count - 1, now.room().administratorCount())
            : now);
  }
}
