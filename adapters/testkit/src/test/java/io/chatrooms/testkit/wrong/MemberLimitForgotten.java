package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Minds the limit of the room only. */
final class MemberLimitForgotten extends TinyStore {
  MemberLimitForgotten(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected AddOutcome outcomeOfAdding(MembershipFacts seen) {
    AddOutcome outcome = super.outcomeOfAdding(seen);
    return outcome instanceof AddOutcome.MemberFull ? new AddOutcome.Added() : outcome;
  }
}
