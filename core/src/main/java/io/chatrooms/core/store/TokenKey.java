package io.chatrooms.core.store;

import java.security.SecureRandom;

/**
 * The secret that page tokens are made with. All instances of a store over the same data have the
 * same one, so that each accepts the tokens of the others, also after a restart. Immutable; {@code
 * toString} does not show it.
 */
public final class TokenKey {
  /** How many bytes it has: 32. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private TokenKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key with these bytes, which nobody can guess.
   *
   * @throws IllegalArgumentException unless there are {@value #LENGTH} bytes
   */
  public static TokenKey of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "a key has %s bytes, not %s".formatted(LENGTH, bytes.length));
    }
    return new TokenKey(bytes.clone());
  }

  /** A new key. */
  public static TokenKey random() {
    byte[] bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    return new TokenKey(bytes);
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "TokenKey";
  }
}
