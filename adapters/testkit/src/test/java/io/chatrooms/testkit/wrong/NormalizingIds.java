package io.chatrooms.testkit.wrong;

import java.text.Normalizer;
import java.util.stream.Stream;

final class NormalizingIds extends WrongStore {
  NormalizingIds(Setup setup) {
    super(setup);
  }

  @Override
  protected Object key(Object... ids) {

    return Stream.of(ids)
        .map(id -> Normalizer.normalize(id.toString(), Normalizer.Form.NFC))
        .toList();
  }
}
