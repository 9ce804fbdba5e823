package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.RoomMembership;
import java.time.temporal.ChronoUnit;

final class TimesInSeconds extends WrongStore {
  TimesInSeconds(Setup setup) {
    super(setup);
  }

  @Override
  protected void put(RoomMembership membership) {
    super.put(
        RoomMembership.builder()
            .from(membership)
            .updatedAt(membership.updatedAt().truncatedTo(ChronoUnit.SECONDS))
            .build());
  }
}
