package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looks whether a role may be changed, and changes it; it lets go of the lock in between. */
final class LostUpdateOnRole extends TinyStore {
  LostUpdateOnRole(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  public ChangeOutcome changeRole(MembershipFacts seen, Role role, Instant updatedAt) {
    ChangeOutcome outcome = locked(() -> outcomeOfChanging(seen, role != Role.ADMINISTRATOR));
    Window.open();
    if (outcome == ChangeOutcome.CHANGED) {
      locked(
          () -> {
            put(
                RoomMembership.builder()
                    .from(seen.membership().orElseThrow())
                    .role(role)
                    .updatedAt(updatedAt)
                    .build());
            return outcome;
          });
    }
    return outcome;
  }
}
