package io.chatrooms.inmemory;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.room.RoomId;

/** A room among those of all accounts. */
record RoomKey(AccountId accountId, RoomId roomId) {
  static RoomKey of(MembershipKey key) {
    return new RoomKey(key.accountId(), key.roomId());
  }
}
