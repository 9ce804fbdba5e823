package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Keeps times in whole seconds. */
final class RoundingTimes extends TinyStore {
  RoundingTimes(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected void put(RoomMembership membership) {
    super.put(
        RoomMembership.builder()
            .from(membership)
            .updatedAt(membership.updatedAt().truncatedTo(ChronoUnit.SECONDS))
            .build());
  }
}
