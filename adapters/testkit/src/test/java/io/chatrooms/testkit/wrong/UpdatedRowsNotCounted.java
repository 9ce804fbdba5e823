package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoleChanged;

final class UpdatedRowsNotCounted extends WrongStore {
  UpdatedRowsNotCounted(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    boolean gone = change instanceof RoleChanged && now.membership().isEmpty();
    return super.mayBeMade(change, seen, gone ? Altered.membership(now, change.before()) : now);
  }

  @Override
  protected void apply(MembershipChange change) {
    if (!(change instanceof RoleChanged) || find(change.key()).isPresent()) {
      super.apply(change);
    }
  }
}
