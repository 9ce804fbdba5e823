package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomCreated;

final class CreationsNotCompared extends WrongStore {
  CreationsNotCompared(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(RoomCreated change, NewRoomFacts seen, NewRoomFacts now) {
    return super.mayBeMade(change, now, now);
  }
}
