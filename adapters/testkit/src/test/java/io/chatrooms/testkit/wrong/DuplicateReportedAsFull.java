package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.room.Room;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Looks for a free seat before it looks who is in. */
final class DuplicateReportedAsFull extends TinyStore {
  DuplicateReportedAsFull(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected AddOutcome outcomeOfAdding(MembershipFacts seen) {
    AddOutcome outcome = super.outcomeOfAdding(seen);
    int limit = seen.room().map(Room::membershipLimit).orElse(0);
    boolean full = roomMembershipCount(seen.key().accountId(), seen.key().roomId()) >= limit;
    return outcome instanceof AddOutcome.AlreadyMember && full
        ? new AddOutcome.RoomFull(limit)
        : outcome;
  }
}
