package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoleChanged;
import java.util.Optional;

final class UpdatedInTwoSteps extends WrongStore {
  UpdatedInTwoSteps(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    return change instanceof RoleChanged
        ? confirmInTwoSteps(change, seen)
        : super.confirm(change, seen);
  }

  @Override
  protected void apply(MembershipChange change) {
    if (!(change instanceof RoleChanged) || find(change.key()).isPresent()) {
      super.apply(change);
    }
  }
}
