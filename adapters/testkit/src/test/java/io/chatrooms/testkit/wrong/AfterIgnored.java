package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import org.jspecify.annotations.Nullable;

final class AfterIgnored extends WrongStore {
  AfterIgnored(Setup setup) {
    super(setup);
  }

  @Override
  public Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    return super.listByRoom(accountId, roomId, null, size);
  }
}
