package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Looks at the limit of the member before that of the room. */
final class MemberFullBeforeRoomFull extends TinyStore {
  MemberFullBeforeRoomFull(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected AddOutcome outcomeOfAdding(MembershipFacts seen) {
    AddOutcome outcome = super.outcomeOfAdding(seen);
    int rooms = ofMember(seen.key().accountId(), seen.key().memberId()).size();
    return outcome instanceof AddOutcome.RoomFull && rooms >= memberRoomLimit()
        ? new AddOutcome.MemberFull(memberRoomLimit())
        : outcome;
  }
}
