package io.chatrooms.core.store;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param <T> what is listed
 * @param items what stands on the page, in the order of the listing
 * @param hasMore true exactly if something stands behind the last item
 */
public record Page<T>(List<T> items, boolean hasMore) {
  /**
   * Copies the items.
   *
   * @throws IllegalArgumentException if more is promised behind an empty page
   */
  public Page {
    items = List.copyOf(items);
    if (hasMore && items.isEmpty()) {
      throw new IllegalArgumentException("an empty page has nothing behind it");
    }
  }
}
