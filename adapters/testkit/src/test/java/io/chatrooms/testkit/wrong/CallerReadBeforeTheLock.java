package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

final class CallerReadBeforeTheLock extends WrongStore {
  CallerReadBeforeTheLock(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    MembershipFacts early = locked(() -> now(seen));
    Window.open();
    return early.equals(Altered.caller(early, seen))
        ? super.confirm(change, seen)
        : Optional.of(early);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    return super.mayBeMade(change, seen, Altered.caller(now, seen));
  }
}
