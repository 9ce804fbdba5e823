package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.store.Page;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes a full page for a sign that more follows. */
final class NextPagePromisedOnFullLastPage extends TinyStore {
  NextPagePromisedOnFullLastPage(
      int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected <I extends Comparable<I>> Page<RoomMembership> page(
      List<RoomMembership> all, Function<RoomMembership, I> by, @Nullable I after, int size) {
    List<RoomMembership> items = super.page(all, by, after, size).items();
    return new Page<>(items, items.size() == size);
  }
}
