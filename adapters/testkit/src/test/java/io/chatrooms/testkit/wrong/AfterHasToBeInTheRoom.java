package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class AfterHasToBeInTheRoom extends WrongStore {
  AfterHasToBeInTheRoom(Setup setup) {
    super(setup);
  }

  @Override
  public Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    return after == null || find(new MembershipKey(accountId, roomId, after)).isPresent()
        ? super.listByRoom(accountId, roomId, after, size)
        : new Page<>(List.of(), false);
  }
}
