package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;

final class RoomRemovedInSteps extends WrongStore {
  RoomRemovedInSteps(Setup setup) {
    super(setup);
  }

  @Override
  public boolean remove(AccountId accountId, RoomId roomId) {
    for (RoomMembership membership : locked(() -> inRoom(accountId, roomId))) {
      takeOne(membership.key());
      Window.open();
    }
    return super.remove(accountId, roomId);
  }

  private void takeOne(MembershipKey key) {
    locked(
        () -> {
          take(key);
          return key;
        });
  }
}
