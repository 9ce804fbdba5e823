package io.chatrooms.testkit.wrong;

import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class NextPageAnnouncedAfterAFullOne extends WrongStore {
  NextPageAnnouncedAfterAFullOne(Setup setup) {
    super(setup);
  }

  @Override
  protected <T, I extends Comparable<I>> Page<T> page(
      List<T> all, Function<T, I> by, @Nullable I after, int size) {

    List<T> items = super.page(all, by, after, size).items();
    return new Page<>(items, items.size() == size);
  }
}
