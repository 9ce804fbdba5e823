package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.text.Normalizer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes ids that look the same for the same, as some collations do. */
final class NormalisingIds extends TinyStore {
  NormalisingIds(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected Object key(Object... ids) {
    return Stream.of(ids)
        .map(id -> Normalizer.normalize(id.toString(), Normalizer.Form.NFC))
        .toList();
  }
}
