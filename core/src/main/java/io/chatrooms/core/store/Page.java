package io.chatrooms.core.store;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing.
 *
 * @param <T> what is listed
 * @param items the items of the page, in the order of the listing
 * @param hasMore true if and only if the listing goes on after the last item
 */
public record Page<T>(List<T> items, boolean hasMore) {
  /**
   * Copies the items.
   *
   * @throws IllegalArgumentException if the page is empty and more is announced
   */
  public Page {
    items = List.copyOf(items);
    if (hasMore && items.isEmpty()) {
      throw new IllegalArgumentException("an empty page is the last one");
    }
  }

  /** The item that the next page comes after; empty if there is no next page. */
  public Optional<T> last() {
    return hasMore ? Optional.of(items.get(items.size() - 1)) : Optional.empty();
  }

  /**
   * Returns the size of a page, if it is one.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public static int requireSize(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("the size of a page is 1 or more, not " + size);
    }
    return size;
  }
}
