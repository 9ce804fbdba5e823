package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import java.util.HashMap;
import java.util.Map;

final class CountsForgottenOnRestart extends WrongStore {
  private final Map<Object, Integer> counts = new HashMap<>();

  CountsForgottenOnRestart(Setup setup) {
    super(setup);
  }

  @Override
  protected void put(RoomMembership membership) {
    if (find(membership.key()).isEmpty()) {
      count(membership.key(), 1);
    }
    super.put(membership);
  }

  @Override
  protected void take(MembershipKey key) {
    count(key, -1);
    super.take(key);
  }

  private void count(MembershipKey key, int more) {
    counts.merge(key(key.accountId(), key.roomId()), more, Integer::sum);
  }

  @Override
  protected int membershipCount(AccountId accountId, RoomId roomId) {
    return counts.getOrDefault(key(accountId, roomId), 0);
  }
}
