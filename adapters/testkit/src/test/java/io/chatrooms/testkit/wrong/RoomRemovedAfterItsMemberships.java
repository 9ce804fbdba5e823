package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import java.util.List;

final class RoomRemovedAfterItsMemberships extends WrongStore {
  RoomRemovedAfterItsMemberships(Setup setup) {
    super(setup);
  }

  @Override
  public boolean remove(AccountId accountId, RoomId roomId) {
    locked(
        () -> {
          List<RoomMembership> all = inRoom(accountId, roomId);
          all.forEach(membership -> take(membership.key()));
          return all;
        });
    Window.open();
    return super.remove(accountId, roomId);
  }
}
