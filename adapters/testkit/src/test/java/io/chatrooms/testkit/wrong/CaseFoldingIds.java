package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes ids that differ in case for the same, as many collations do. */
final class CaseFoldingIds extends TinyStore {
  CaseFoldingIds(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected Object key(Object... ids) {
    return Stream.of(ids).map(id -> id.toString().toLowerCase(Locale.ROOT)).toList();
  }
}
