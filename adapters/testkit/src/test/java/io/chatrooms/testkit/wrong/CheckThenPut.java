package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

final class CheckThenPut extends WrongStore {
  CheckThenPut(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    return change instanceof MembershipAdded
        ? confirmInTwoSteps(change, seen)
        : super.confirm(change, seen);
  }
}
