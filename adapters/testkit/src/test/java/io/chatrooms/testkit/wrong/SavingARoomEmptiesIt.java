package io.chatrooms.testkit.wrong;

import io.chatrooms.core.room.Room;

final class SavingARoomEmptiesIt extends WrongStore {
  SavingARoomEmptiesIt(Setup setup) {
    super(setup);
  }

  @Override
  public void save(Room room) {
    locked(
        () -> {
          remove(room.accountId(), room.roomId());
          super.save(room);
          return room;
        });
  }
}
