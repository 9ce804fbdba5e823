package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

final class AdministratorsCountedBeforeTheLock extends WrongStore {
  AdministratorsCountedBeforeTheLock(Setup setup) {
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

    return super.mayBeMade(change, seen, Altered.counts(now, now.room().membershipCount(), 2));
  }
}
