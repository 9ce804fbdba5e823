package io.chatrooms.testkit.wrong;

import io.chatrooms.core.room.Room;

final class AnotherLimitIgnored extends WrongStore {
  AnotherLimitIgnored(Setup setup) {
    super(setup);
  }

  @Override
  public void save(Room room) {
    super.save(
        find(room.accountId(), room.roomId())
            .map(old -> Room.builder().from(room).membershipLimit(old.membershipLimit()).build())
            .orElse(room));
  }
}
