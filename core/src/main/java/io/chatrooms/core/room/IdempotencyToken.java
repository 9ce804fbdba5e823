package io.chatrooms.core.room;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * What a store keeps of the token with which a caller creates a room, so that asking again finds
 * the room and creates none (CRO-02, CRO-03). Both parts are digests that contain the token, so
 * whoever does not know it cannot try out names. A token lives as long as the room that it created.
 *
 * @param key stands for the caller and the token: 64 hexadecimal digits in lower case
 * @param content stands for these and for what was asked for: 64 hexadecimal digits in lower case
 */
public record IdempotencyToken(String key, String content) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the digests.
   *
   * @throws IllegalArgumentException if one is not 64 hexadecimal digits in lower case
   */
  public IdempotencyToken {
    requireDigest(requireNonNull(key, "key"));
    requireDigest(requireNonNull(content, "content"));
  }

  /** Shows neither digest. */
  @Override
  public String toString() {
    return "IdempotencyToken";
  }

  private static void requireDigest(String text) {
    if (!DIGEST.matcher(text).matches()) {
      throw new IllegalArgumentException("a digest is 64 hexadecimal digits in lower case");
    }
  }
}
