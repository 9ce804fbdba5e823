package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Finds a room full when it holds more than its limit. */
final class LimitOffByOne extends TinyStore {
  LimitOffByOne(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected AddOutcome outcomeOfAdding(MembershipFacts seen) {
    AddOutcome outcome = super.outcomeOfAdding(seen);
    return outcome instanceof AddOutcome.RoomFull full
            && roomMembershipCount(seen.key().accountId(), seen.key().roomId()) <= full.limit()
        ? new AddOutcome.Added()
        : outcome;
  }
}
