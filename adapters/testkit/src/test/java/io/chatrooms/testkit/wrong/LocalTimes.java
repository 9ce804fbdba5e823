package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Keeps times as the clock on the wall shows them, which shows some hours twice. */
final class LocalTimes extends TinyStore {
  LocalTimes(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected void put(RoomMembership membership) {
    LocalDateTime onTheWall =
        LocalDateTime.ofInstant(membership.updatedAt(), ZoneId.systemDefault());
    super.put(
        RoomMembership.builder()
            .from(membership)
            .updatedAt(onTheWall.atZone(ZoneId.systemDefault()).toInstant())
            .build());
  }
}
