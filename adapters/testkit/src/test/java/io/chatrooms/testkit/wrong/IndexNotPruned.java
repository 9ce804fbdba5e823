package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps an index of the rooms of a member, and leaves in it the rooms that went. */
final class IndexNotPruned extends TinyStore {
  private final Map<Object, Map<RoomId, RoomMembership>> index = new HashMap<>();

  IndexNotPruned(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
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
