package io.chatrooms.testkit.wrong;

import io.chatrooms.core.room.Room;

final class AccountLimitForgotten extends WrongStore {
  AccountLimitForgotten(Setup setup) {
    super(
        new Setup(setup.memberRoomLimit(), Room.DEFAULT_ACCOUNT_LIMIT, setup.host(), setup.data()));
  }
}
