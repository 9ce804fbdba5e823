package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Reads facts in two steps, and lets others write in between. */
final class FactsReadInTwoSteps extends TinyStore {
  FactsReadInTwoSteps(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    MembershipFacts first = super.facts(key, callerId);
    Window.open();
    MembershipFacts second = super.facts(key, callerId);
    return MembershipFacts.builder()
        .from(second)
        .roomMembershipCount(first.roomMembershipCount())
        .memberRoomCount(first.memberRoomCount())
        .build();
  }
}
