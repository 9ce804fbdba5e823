package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leaves out white space around ids, as columns of fixed width do. */
final class TrimmingIds extends TinyStore {
  TrimmingIds(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected Object key(Object... ids) {
    return Stream.of(ids).map(id -> id.toString().strip()).toList();
  }
}
