package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts one more in the room before it looks whether the member is in already. */
final class CounterBumpedBeforeDuplicate extends TinyStore {
  private final Map<RoomId, Integer> bumps = new HashMap<>();

  CounterBumpedBeforeDuplicate(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected AddOutcome outcomeOfAdding(MembershipFacts seen) {
    AddOutcome outcome = super.outcomeOfAdding(seen);
    if (outcome instanceof AddOutcome.AlreadyMember) {
      bumps.merge(seen.key().roomId(), 1, Integer::sum);
    }
    return outcome;
  }

  @Override
  protected int roomMembershipCount(AccountId accountId, RoomId roomId) {
    return super.roomMembershipCount(accountId, roomId) + bumps.getOrDefault(roomId, 0);
  }
}
