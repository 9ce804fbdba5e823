package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Looks whether it may add, and adds; it lets go of the lock in between. */
final class CheckThenPut extends TinyStore {
  CheckThenPut(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    AddOutcome outcome = locked(() -> outcomeOfAdding(seen));
    Window.open();
    if (outcome instanceof AddOutcome.Added) {
      locked(
          () -> {
            put(membership);
            return outcome;
          });
    }
    return outcome;
  }
}
