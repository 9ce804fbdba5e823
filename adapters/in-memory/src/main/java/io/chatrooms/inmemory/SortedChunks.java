package io.chatrooms.inmemory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Elements in the order of their keys, at most one for each key. They are stored in arrays of at
 * most {@value #CAPACITY} elements that have no unused slots, so an element costs little more than
 * its reference, and an insertion copies no more than one array. Not safe for use by many threads.
 */
final class SortedChunks<K extends Comparable<? super K>, E> {
  static final int CAPACITY = 128;

  private static final Object[][] NONE = {};

  private final Function<? super E, ? extends K> keyOf;
  private Object[][] chunks = NONE;
  private int size;

  SortedChunks(Function<? super E, ? extends K> keyOf) {
    this.keyOf = keyOf;
  }

  int size() {
    return size;
  }

  @Nullable E get(K key) {
    int c = chunkFor(key);
    if (c == chunks.length) {
      return null;
    }
    int i = indexIn(chunks[c], key);
    return i < 0 ? null : element(chunks[c], i);
  }

  /** Inserts the element. Returns the one with the same key that it replaces, if there is one. */
  @Nullable E put(E element) {
    K key = keyOf.apply(element);
    if (chunks.length == 0) {
      chunks = new Object[][] {{element}};
      size = 1;
      return null;
    }
    int c = Math.min(chunkFor(key), chunks.length - 1);
    Object[] chunk = chunks[c];
    int i = indexIn(chunk, key);
    if (i >= 0) {
      E replaced = element(chunk, i);
      chunk[i] = element;
      return replaced;
    }
    chunks[c] = inserted(chunk, -i - 1, element);
    size++;
    if (chunks[c].length > CAPACITY) {
      split(c);
    }
    return null;
  }

  private static Object[] inserted(Object[] chunk, int at, Object element) {
    Object[] longer = new Object[chunk.length + 1];
    System.arraycopy(chunk, 0, longer, 0, at);
    longer[at] = element;
    System.arraycopy(chunk, at, longer, at + 1, chunk.length - at);
    return longer;
  }

  /** The last chunk is split at its end, so that chunks stay full when keys arrive in order. */
  private void split(int c) {
    Object[] chunk = chunks[c];
    int middle = c == chunks.length - 1 ? CAPACITY : chunk.length / 2;
    Object[][] more = new Object[chunks.length + 1][];
    System.arraycopy(chunks, 0, more, 0, c);
    more[c] = Arrays.copyOfRange(chunk, 0, middle);
    more[c + 1] = Arrays.copyOfRange(chunk, middle, chunk.length);
    System.arraycopy(chunks, c + 1, more, c + 2, chunks.length - c - 1);
    chunks = more;
  }

  /** Removes the element with this key. Returns it; null if there is none. */
  @Nullable E remove(K key) {
    int c = chunkFor(key);
    if (c == chunks.length) {
      return null;
    }
    Object[] chunk = chunks[c];
    int i = indexIn(chunk, key);
    if (i < 0) {
      return null;
    }
    E removed = element(chunk, i);
    size--;
    if (chunk.length == 1) {
      chunks = without(chunks, c);
      return removed;
    }
    chunks[c] = without(chunk, i);
    if (c + 1 < chunks.length && chunks[c].length + chunks[c + 1].length <= CAPACITY / 2) {
      chunks[c] = joined(chunks[c], chunks[c + 1]);
      chunks = without(chunks, c + 1);
    }
    return removed;
  }

  private static <T> T[] without(T[] array, int at) {
    T[] shorter = Arrays.copyOf(array, array.length - 1);
    System.arraycopy(array, at + 1, shorter, at, shorter.length - at);
    return shorter;
  }

  private static Object[] joined(Object[] left, Object[] right) {
    Object[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  /** The elements after the key, or from the first on if it is null; at most {@code count}. */
  List<E> after(@Nullable K key, int count) {
    List<E> found = new ArrayList<>(Math.min(count, size));
    int c = 0;
    int i = 0;
    if (key != null) {
      c = chunkFor(key);
      int at = c == chunks.length ? 0 : indexIn(chunks[c], key);
      i = at < 0 ? -at - 1 : at + 1;
    }
    for (; c < chunks.length && found.size() < count; c++, i = 0) {
      for (; i < chunks[c].length && found.size() < count; i++) {
        found.add(element(chunks[c], i));
      }
    }
    return found;
  }

  /** All elements, in order. */
  List<E> all() {
    return after(null, size);
  }

  /**
   * The index of the first chunk that does not end before the key; the number of chunks if all do.
   */
  private int chunkFor(K key) {
    int low = 0;
    int high = chunks.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      Object[] chunk = chunks[middle];
      if (keyAt(chunk, chunk.length - 1).compareTo(key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The index of the key in the chunk. If it is absent: the index at which it would be inserted,
   * negated, minus one.
   */
  private int indexIn(Object[] chunk, K key) {
    int low = 0;
    int high = chunk.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = keyAt(chunk, middle).compareTo(key);
      if (order == 0) {
        return middle;
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private K keyAt(Object[] chunk, int i) {
    return keyOf.apply(element(chunk, i));
  }

  @SuppressWarnings("unchecked") // only put writes into a chunk
  private E element(Object[] chunk, int i) {
    return (E) chunk[i];
  }
}
