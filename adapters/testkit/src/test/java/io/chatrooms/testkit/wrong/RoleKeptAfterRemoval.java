package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import java.util.HashMap;
import java.util.Map;

final class RoleKeptAfterRemoval extends WrongStore {
  private final Map<MembershipKey, Role> roles = new HashMap<>();

  RoleKeptAfterRemoval(Setup setup) {
    super(setup);
  }

  @Override
  protected void take(MembershipKey key) {
    find(key).ifPresent(removed -> roles.put(key, removed.role()));
    super.take(key);
  }

  @Override
  protected void put(RoomMembership membership) {
    Role kept = roles.getOrDefault(membership.key(), membership.role());
    super.put(RoomMembership.builder().from(membership).role(kept).build());
  }
}
