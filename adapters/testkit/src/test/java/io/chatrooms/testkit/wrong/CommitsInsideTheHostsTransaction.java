package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.RoomMembership;

final class CommitsInsideTheHostsTransaction extends WrongStore {
  CommitsInsideTheHostsTransaction(Setup setup) {
    super(setup);
  }

  @Override
  protected void put(RoomMembership membership) {
    super.put(membership);
    data().commit();
  }
}
