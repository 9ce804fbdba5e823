package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Looks for a free seat before it takes the lock under which it looks at all else. */
final class CountThenInsert extends TinyStore {
  CountThenInsert(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    AddOutcome early = locked(() -> outcomeOfAdding(seen));
    Window.open();
    return locked(
        () -> {
          AddOutcome late = outcomeOfAdding(seen);
          boolean full =
              late instanceof AddOutcome.RoomFull || late instanceof AddOutcome.MemberFull;
          AddOutcome outcome = full ? early : late;
          if (outcome instanceof AddOutcome.Added) {
            put(membership);
          }
          return outcome;
        });
  }
}
