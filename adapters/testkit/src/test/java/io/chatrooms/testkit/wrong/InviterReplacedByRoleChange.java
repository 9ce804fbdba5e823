package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.RoleChanged;
import io.chatrooms.core.membership.RoomMembership;

final class InviterReplacedByRoleChange extends WrongStore {
  InviterReplacedByRoleChange(Setup setup) {
    super(setup);
  }

  @Override
  protected void apply(MembershipChange change) {
    super.apply(change);
    if (change instanceof RoleChanged changed) {
      put(RoomMembership.builder().from(changed.changed()).invitedBy("nobody").build());
    }
  }
}
