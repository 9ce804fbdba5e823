package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomCreated;
import java.util.Optional;

final class FirstAdministratorAddedLater extends WrongStore {
  FirstAdministratorAddedLater(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<NewRoomFacts> create(RoomCreated change, NewRoomFacts seen) {
    change.requireDecidedOn(seen);
    Optional<NewRoomFacts> instead =
        locked(
            () -> {
              NewRoomFacts now = now(seen);
              if (!mayBeMade(change, seen, now)) {
                return Optional.of(now);
              }
              apply(new RoomCreated(change.room(), Optional.empty(), change.token()));
              return Optional.empty();
            });
    if (instead.isEmpty()) {
      Window.open();
      locked(
          () -> {
            change.administrator().ifPresent(this::apply);
            return change;
          });
    }
    return instead;
  }
}
