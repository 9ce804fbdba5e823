package io.chatrooms.testkit.wrong;

import io.chatrooms.core.store.TokenKey;

final class TokenKeyPerInstance extends WrongStore {
  TokenKeyPerInstance(Setup setup) {
    super(setup);
  }

  private final TokenKey key = TokenKey.random();

  @Override
  public TokenKey tokenKey() {
    return key;
  }
}
