package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipRemoved;
import java.util.Optional;

final class RemovedInTwoSteps extends WrongStore {
  RemovedInTwoSteps(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    return change instanceof MembershipRemoved
        ? confirmInTwoSteps(change, seen)
        : super.confirm(change, seen);
  }
}
