package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps things under their ids with colons between them, which ids may hold too. */
final class GluedKeys extends TinyStore {
  GluedKeys(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected Object key(Object... ids) {
    return Stream.of(ids).map(Object::toString).collect(Collectors.joining(":"));
  }
}
