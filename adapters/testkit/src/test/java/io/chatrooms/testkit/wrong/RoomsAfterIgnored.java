package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.room.RoomId;
import org.jspecify.annotations.Nullable;

final class RoomsAfterIgnored extends WrongStore {
  RoomsAfterIgnored(Setup setup) {
    super(setup);
  }

  @Override
  public RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size) {
    return super.list(accountId, callerId, memberId, null, size);
  }
}
