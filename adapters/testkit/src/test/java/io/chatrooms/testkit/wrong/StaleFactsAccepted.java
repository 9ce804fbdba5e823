package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Believes whatever the facts say. */
final class StaleFactsAccepted extends TinyStore {
  StaleFactsAccepted(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected boolean isStillSo(MembershipFacts seen, MembershipFacts now) {
    return true;
  }
}
