package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class Utf16Order extends WrongStore {
  Utf16Order(Setup setup) {
    super(setup);
  }

  @Override
  protected <I extends Comparable<I>> Page<RoomMembership> page(
      List<RoomMembership> all, Function<RoomMembership, I> by, @Nullable I after, int size) {

    Function<RoomMembership, String> text = by.andThen(Object::toString);
    return super.page(all, text, after == null ? null : after.toString(), size);
  }
}
