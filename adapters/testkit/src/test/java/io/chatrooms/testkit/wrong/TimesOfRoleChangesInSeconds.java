package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.RoleChanged;
import java.time.temporal.ChronoUnit;

final class TimesOfRoleChangesInSeconds extends WrongStore {
  TimesOfRoleChangesInSeconds(Setup setup) {
    super(setup);
  }

  @Override
  protected void apply(MembershipChange change) {
    super.apply(
        change instanceof RoleChanged changed
            ? new RoleChanged(
                changed.membership(),
                changed.role(),
                changed.updatedAt().truncatedTo(ChronoUnit.SECONDS))
            : change);
  }
}
