package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

final class LockPerInstance extends WrongStore {
  private final Object lock = new Object();

  LockPerInstance(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    synchronized (lock) {
      return confirmInTwoSteps(change, seen);
    }
  }
}
