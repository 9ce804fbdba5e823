package io.chatrooms.testkit.wrong;

import io.chatrooms.testkit.TinyData;

final class ForgetsOnRestart extends WrongStore {

  ForgetsOnRestart(Setup setup) {
    super(setup.withData(new TinyData()));
  }
}
