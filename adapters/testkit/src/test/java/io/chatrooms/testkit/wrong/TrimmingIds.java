package io.chatrooms.testkit.wrong;

import java.util.stream.Stream;

final class TrimmingIds extends WrongStore {
  TrimmingIds(Setup setup) {
    super(setup);
  }

  @Override
  protected Object key(Object... ids) {

    return Stream.of(ids).map(id -> id.toString().strip()).toList();
  }
}
