package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Looks again at account, room and member, and not at who asks. */
final class CallersStandingNotWatched extends TinyStore {
  CallersStandingNotWatched(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected boolean isStillSo(MembershipFacts seen, MembershipFacts now) {
    return now.account().equals(seen.account())
        && now.room().equals(seen.room())
        && now.member().equals(seen.member());
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    Window.open();
    return super.add(membership, seen);
  }
}
