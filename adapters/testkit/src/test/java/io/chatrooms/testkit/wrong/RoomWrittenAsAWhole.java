package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import java.util.List;
import java.util.Optional;

final class RoomWrittenAsAWhole extends WrongStore {
  RoomWrittenAsAWhole(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    change.requireDecidedOn(seen);
    MembershipKey key = change.key();
    List<RoomMembership> room = locked(() -> inRoom(key.accountId(), key.roomId()));
    Optional<MembershipFacts> instead = check(change, seen);
    Window.open();
    if (instead.isEmpty()) {
      locked(
          () -> {
            inRoom(key.accountId(), key.roomId()).forEach(old -> take(old.key()));
            room.forEach(this::put);
            apply(change);
            return room;
          });
    }
    return instead;
  }
}
