package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Asks the host while nobody else can do a thing. */
final class MemberDirectoryAskedUnderLock extends TinyStore {
  MemberDirectoryAskedUnderLock(
      int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return locked(() -> super.facts(key, callerId));
  }
}
