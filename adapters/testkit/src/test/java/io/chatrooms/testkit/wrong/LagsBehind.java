package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads from a copy that hears of a write a moment later. */
final class LagsBehind extends TinyStore {
  private final Set<MembershipKey> onTheirWay = ConcurrentHashMap.newKeySet();

  LagsBehind(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected void put(RoomMembership membership) {
    super.put(membership);
    onTheirWay.add(membership.key());
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    return onTheirWay.remove(key) ? Optional.empty() : super.find(key);
  }
}
