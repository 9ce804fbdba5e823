package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers the role of who has left, and gives it back to who returns. */
final class RoleKeptAfterRemoval extends TinyStore {
  private final Map<MembershipKey, Role> roles = new HashMap<>();

  RoleKeptAfterRemoval(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected void take(MembershipKey key) {
    find(key).ifPresent(going -> roles.put(key, going.role()));
    super.take(key);
  }

  @Override
  protected void put(RoomMembership membership) {
    Role kept = roles.getOrDefault(membership.key(), membership.role());
    super.put(RoomMembership.builder().from(membership).role(kept).build());
  }
}
