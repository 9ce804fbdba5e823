package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Removes a member and leaves its memberships. */
final class CascadeForgotten extends TinyStore {
  CascadeForgotten(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    return 0;
  }
}
