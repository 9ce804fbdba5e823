package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class PageReadInTwoSteps extends WrongStore {
  PageReadInTwoSteps(Setup setup) {
    super(setup);
  }

  @Override
  public Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    List<RoomMembership> items = super.listByRoom(accountId, roomId, after, size).items();
    Window.open();
    return new Page<>(
        items, !items.isEmpty() && super.listByRoom(accountId, roomId, after, size).hasMore());
  }
}
