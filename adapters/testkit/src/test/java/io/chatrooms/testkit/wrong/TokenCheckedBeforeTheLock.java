package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomCreated;
import java.util.Optional;

final class TokenCheckedBeforeTheLock extends WrongStore {
  TokenCheckedBeforeTheLock(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<NewRoomFacts> create(RoomCreated change, NewRoomFacts seen) {
    NewRoomFacts early = locked(() -> now(seen));
    Window.open();
    return early.earlier().isPresent() ? Optional.of(early) : super.create(change, seen);
  }

  @Override
  protected boolean mayBeMade(RoomCreated change, NewRoomFacts seen, NewRoomFacts now) {
    return super.mayBeMade(change, seen, Altered.tokenUnused(now));
  }
}
