package io.chatrooms.inmemory;

import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.function.Function;

/** One element more than a page holds is read, to tell whether there is a next page. */
final class Pages {
  private Pages() {}

  /**
   * How many elements to read.
   *
   * @throws IllegalArgumentException if the size of the page is less than 1
   */
  static int toRead(int size) {
    return Page.requireSize(size) == Integer.MAX_VALUE ? size : size + 1;
  }

  /** The page of what was read. */
  static <E, T> Page<T> page(List<E> read, int size, Function<E, T> item) {
    return new Page<>(read.stream().limit(size).map(item).toList(), read.size() > size);
  }
}
