package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomCreated;

final class AccountLimitOffByOne extends WrongStore {
  AccountLimitOffByOne(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(RoomCreated change, NewRoomFacts seen, NewRoomFacts now) {
    return super.mayBeMade(change, seen, Altered.roomCount(now, Math.max(0, now.roomCount() - 1)));
  }
}
