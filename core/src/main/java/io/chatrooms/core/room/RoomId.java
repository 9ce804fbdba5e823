package io.chatrooms.core.room;

import io.chatrooms.core.value.Text;

/**
 * Names a room within its account.
 *
 * <p>Any text of at most 128 code points with a character in it that is not white space, and
 * without NUL or lone surrogates (rule CRM-03). Ids compare exactly and are ordered by code point.
 *
 * @param value the text of the id, exactly as it was given
 */
public record RoomId(String value) implements Comparable<RoomId> {
  /**
   * Holds the text to the rule.
   *
   * @throws IllegalArgumentException if the text cannot be an id; the message does not repeat it
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
