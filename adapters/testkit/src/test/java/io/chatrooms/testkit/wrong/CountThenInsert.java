package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

final class CountThenInsert extends WrongStore {
  CountThenInsert(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    Optional<MembershipFacts> early = check(change, seen);
    Window.open();
    return early.isPresent() ? early : super.confirm(change, seen);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    MembershipFacts withoutCounts = change instanceof MembershipAdded ? empty(now) : now;
    return super.mayBeMade(change, seen, withoutCounts);
  }

  private static MembershipFacts empty(MembershipFacts facts) {
    return Altered.roomCount(Altered.counts(facts, 0, 0), 0);
  }
}
