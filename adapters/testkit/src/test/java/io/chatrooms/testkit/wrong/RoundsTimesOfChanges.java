package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Adds to the millisecond, and changes to the second. */
final class RoundsTimesOfChanges extends TinyStore {
  RoundsTimesOfChanges(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  public ChangeOutcome changeRole(MembershipFacts seen, Role role, Instant updatedAt) {
    return super.changeRole(seen, role, updatedAt.truncatedTo(ChronoUnit.SECONDS));
  }
}
