package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoleChanged;
import java.util.Optional;

final class RoleChangedInTwoSteps extends WrongStore {
  RoleChangedInTwoSteps(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    return change instanceof RoleChanged
        ? confirmInTwoSteps(change, seen)
        : super.confirm(change, seen);
  }
}
