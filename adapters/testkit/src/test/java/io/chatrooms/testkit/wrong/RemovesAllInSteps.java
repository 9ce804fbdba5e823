package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import java.util.List;

final class RemovesAllInSteps extends WrongStore {
  RemovesAllInSteps(Setup setup) {
    super(setup);
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    List<RoomMembership> all = locked(() -> ofMember(accountId, memberId));
    for (RoomMembership membership : all) {
      takeOne(membership.key());
      Window.open();
    }
    return all.size();
  }

  @Override
  public boolean remove(AccountId accountId, MemberId memberId) {
    removeAllOf(accountId, memberId);
    return super.remove(accountId, memberId);
  }

  private void takeOne(MembershipKey key) {
    locked(
        () -> {
          take(key);
          return key;
        });
  }
}
