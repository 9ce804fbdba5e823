package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Commits what it adds, also where the host has yet to decide. */
final class CommitsInsideTheHostsTransaction extends TinyStore {
  CommitsInsideTheHostsTransaction(
      int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected void put(RoomMembership membership) {
    super.put(membership);
    data().commit();
  }
}
