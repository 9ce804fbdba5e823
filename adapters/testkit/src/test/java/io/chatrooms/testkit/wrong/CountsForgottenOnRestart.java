package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts in memory, from nothing. */
final class CountsForgottenOnRestart extends TinyStore {
  private final Map<RoomId, Integer> counts = new HashMap<>();

  CountsForgottenOnRestart(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected void put(RoomMembership membership) {
    if (find(membership.key()).isEmpty()) {
      counts.merge(membership.key().roomId(), 1, Integer::sum);
    }
    super.put(membership);
  }

  @Override
  protected void take(MembershipKey key) {
    counts.merge(key.roomId(), -1, Integer::sum);
    super.take(key);
  }

  @Override
  protected int roomMembershipCount(AccountId accountId, RoomId roomId) {
    return counts.getOrDefault(roomId, 0);
  }
}
