package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.RoomId;
import java.util.HashMap;
import java.util.Map;

final class CountsLoweredAfterTheMemberships extends WrongStore {
  private final Map<Object, Integer> notLowered = new HashMap<>();

  CountsLoweredAfterTheMemberships(Setup setup) {
    super(setup);
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    int removed =
        locked(
            () -> {
              ofMember(accountId, memberId)
                  .forEach(m -> notLowered.put(key(accountId, m.key().roomId()), 1));
              return super.removeAllOf(accountId, memberId);
            });
    Window.open();
    return locked(
        () -> {
          notLowered.clear();
          return removed;
        });
  }

  @Override
  protected int membershipCount(AccountId accountId, RoomId roomId) {
    return super.membershipCount(accountId, roomId)
        + notLowered.getOrDefault(key(accountId, roomId), 0);
  }
}
