package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.RoomId;
import java.util.HashMap;
import java.util.Map;

final class RemovedAdministratorsCounted extends WrongStore {
  private final Map<Object, Integer> removed = new HashMap<>();

  RemovedAdministratorsCounted(Setup setup) {
    super(setup);
  }

  @Override
  protected void take(MembershipKey key) {
    if (find(key).filter(membership -> membership.role() == Role.ADMINISTRATOR).isPresent()) {
      removed.merge(key(key.accountId(), key.roomId()), 1, Integer::sum);
    }
    super.take(key);
  }

  @Override
  protected int administratorCount(AccountId accountId, RoomId roomId) {
    return super.administratorCount(accountId, roomId)
        + removed.getOrDefault(key(accountId, roomId), 0);
  }
}
