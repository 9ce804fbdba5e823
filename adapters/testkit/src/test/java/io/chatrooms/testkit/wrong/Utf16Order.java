package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.store.Page;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Orders ids by UTF-16 unit, as String does, and not by code point. */
final class Utf16Order extends TinyStore {
  Utf16Order(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected <I extends Comparable<I>> Page<RoomMembership> page(
      List<RoomMembership> all, Function<RoomMembership, I> by, @Nullable I after, int size) {
    Function<RoomMembership, String> text = by.andThen(Object::toString);
    return super.page(all, text, after == null ? null : after.toString(), size);
  }
}
