package io.chatrooms.testkit.wrong;

import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class RoomsInUtf16Order extends WrongStore {
  RoomsInUtf16Order(Setup setup) {
    super(setup);
  }

  @Override
  protected <T, I extends Comparable<I>> Page<T> page(
      List<T> all, Function<T, I> by, @Nullable I after, int size) {
    if (all.isEmpty() || !(all.get(0) instanceof Room)) {
      return super.page(all, by, after, size);
    }
    Function<T, String> text = by.andThen(Object::toString);
    return super.page(all, text, after == null ? null : after.toString(), size);
  }
}
