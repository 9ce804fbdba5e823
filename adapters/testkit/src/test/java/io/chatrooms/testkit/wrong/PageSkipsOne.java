package io.chatrooms.testkit.wrong;

import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class PageSkipsOne extends WrongStore {
  PageSkipsOne(Setup setup) {
    super(setup);
  }

  @Override
  protected <T, I extends Comparable<I>> Page<T> page(
      List<T> all, Function<T, I> by, @Nullable I after, int size) {

    if (after == null) {
      return super.page(all, by, null, size);
    }
    Page<T> skipped = super.page(all, by, after, 1);
    return skipped.hasMore()
        ? super.page(all, by, by.apply(skipped.items().get(0)), size)
        : new Page<>(List.of(), false);
  }
}
