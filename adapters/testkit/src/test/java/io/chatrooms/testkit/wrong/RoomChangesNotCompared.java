package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomFacts;

final class RoomChangesNotCompared extends WrongStore {
  RoomChangesNotCompared(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(RoomChange change, RoomFacts seen, RoomFacts now) {
    return now.room().isPresent();
  }
}
