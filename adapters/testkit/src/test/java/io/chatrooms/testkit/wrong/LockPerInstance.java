package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Keeps its own threads apart, and not those of another instance. */
final class LockPerInstance extends TinyStore {
  private final Object lock = new Object();

  LockPerInstance(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    synchronized (lock) {
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
}
