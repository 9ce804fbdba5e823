package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Knows facts again by all that they say, counts too. */
final class PlainAddsMakeEachOtherStale extends TinyStore {
  PlainAddsMakeEachOtherStale(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected boolean isStillSo(MembershipFacts seen, MembershipFacts now) {
    return super.isStillSo(seen, now) && now.roomMembershipCount() == seen.roomMembershipCount();
  }
}
