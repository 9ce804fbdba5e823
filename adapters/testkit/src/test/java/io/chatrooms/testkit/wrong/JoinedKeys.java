package io.chatrooms.testkit.wrong;

import java.util.stream.Collectors;
import java.util.stream.Stream;

final class JoinedKeys extends WrongStore {
  JoinedKeys(Setup setup) {
    super(setup);
  }

  @Override
  protected Object key(Object... ids) {

    return Stream.of(ids).map(Object::toString).collect(Collectors.joining(":"));
  }
}
