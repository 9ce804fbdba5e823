package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class IndexNotPruned extends WrongStore {
  private final Map<Object, Map<RoomId, RoomMembership>> index = new HashMap<>();

  IndexNotPruned(Setup setup) {
    super(setup);
  }

  @Override
  protected void put(RoomMembership membership) {
    super.put(membership);
    MembershipKey key = membership.key();
    index
        .computeIfAbsent(key(key.accountId(), key.memberId()), member -> new HashMap<>())
        .put(key.roomId(), membership);
  }

  @Override
  protected List<RoomMembership> ofMember(AccountId accountId, MemberId memberId) {
    return List.copyOf(index.getOrDefault(key(accountId, memberId), Map.of()).values());
  }
}
