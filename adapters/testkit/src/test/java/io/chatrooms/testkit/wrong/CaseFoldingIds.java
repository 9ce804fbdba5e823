package io.chatrooms.testkit.wrong;

import java.util.Locale;
import java.util.stream.Stream;

final class CaseFoldingIds extends WrongStore {
  CaseFoldingIds(Setup setup) {
    super(setup);
  }

  @Override
  protected Object key(Object... ids) {

    return Stream.of(ids).map(id -> id.toString().toLowerCase(Locale.ROOT)).toList();
  }
}
