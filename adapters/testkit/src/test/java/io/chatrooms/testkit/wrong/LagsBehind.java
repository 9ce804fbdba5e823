package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

final class LagsBehind extends WrongStore {
  private final Set<MembershipKey> onTheirWay = ConcurrentHashMap.newKeySet();

  LagsBehind(Setup setup) {
    super(setup);
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
