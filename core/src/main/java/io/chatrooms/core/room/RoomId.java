package io.chatrooms.core.room;

import io.chatrooms.core.value.Text;

/**
 * Identifies a room within its account.
 *
 * <p>An id is any text of at most 128 code points that contains a character other than white space
 * and contains neither a NUL nor a lone surrogate (ANY-03). Ids compare exactly, code point by code
 * point, and are ordered by code point.
 *
 * @param value the text of the id, exactly as it was given
 */
public record RoomId(String value) implements Comparable<RoomId> {
  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if the text is not a valid id; the message does not repeat it
   */
  public RoomId {
    Text.requireId(value);
  }

  @Override
  public int compareTo(RoomId other) {
    return Text.compareCodePoints(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
