package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.RoomMembership;
import java.time.LocalDateTime;
import java.time.ZoneId;

final class LocalTimes extends WrongStore {
  LocalTimes(Setup setup) {
    super(setup);
  }

  @Override
  protected void put(RoomMembership membership) {
    LocalDateTime local = LocalDateTime.ofInstant(membership.updatedAt(), ZoneId.systemDefault());
    super.put(
        RoomMembership.builder()
            .from(membership)
            .updatedAt(local.atZone(ZoneId.systemDefault()).toInstant())
            .build());
  }
}
