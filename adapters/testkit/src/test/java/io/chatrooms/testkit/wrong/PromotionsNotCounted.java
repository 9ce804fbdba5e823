package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoleChanged;
import io.chatrooms.core.room.RoomId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

final class PromotionsNotCounted extends WrongStore {
  private final Set<MembershipKey> promoted = ConcurrentHashMap.newKeySet();

  PromotionsNotCounted(Setup setup) {
    super(setup);
  }

  @Override
  protected void apply(MembershipChange change) {
    if (change instanceof RoleChanged changed && changed.role() == Role.ADMINISTRATOR) {
      promoted.add(change.key());
    } else {
      promoted.remove(change.key());
    }
    super.apply(change);
  }

  @Override
  protected int administratorCount(AccountId accountId, RoomId roomId) {
    return super.administratorCount(accountId, roomId)
        - (int) inRoom(accountId, roomId).stream().filter(m -> promoted.contains(m.key())).count();
  }
}
