package io.chatrooms.core.value;

import static java.util.Objects.requireNonNull;

/** The text that the domain accepts, and the order of ids. */
public final class Text {
  /** The longest id, in code points: three of them fit an index key on every database. */
  public static final int MAX_ID_LENGTH = 128;

  /**
   * The longest text other than an id, in code points: a few of them fit a row on every database.
   */
  public static final int MAX_LENGTH = 2_048;

  private Text() {}

  /** True if the text contains no character other than white space. */
  public static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!isWhiteSpace(text.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The ECMAScript set and every code point for which {@code Character.isWhitespace} holds. The two
   * sets disagree on the no-break spaces, U+FEFF and U+001C to U+001F; here all of them count.
   */
  private static boolean isWhiteSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0xFEFF;
  }

  /** True if the text has more code points than {@code max}. */
  public static boolean isLongerThan(int max, String text) {
    return text.length() > max && text.codePointCount(0, text.length()) > max;
  }

  /** True if the text contains U+0000, which PostgreSQL cannot store. */
  public static boolean containsNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  /** True if the text contains half a surrogate pair, which UTF-8 cannot encode. */
  public static boolean containsLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      if (Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE) {
        return true;
      }
    }
    return false;
  }

  /** Returns the text if it is a valid id; otherwise throws without repeating it. */
  public static String requireId(String text) {
    requireText(text);
    if (isBlank(text)) {
      throw new IllegalArgumentException("an id must contain a character other than white space");
    }
    if (isLongerThan(MAX_ID_LENGTH, text)) {
      throw new IllegalArgumentException("an id has at most " + MAX_ID_LENGTH + " code points");
    }
    return text;
  }

  /** Returns the text if every store can keep it; otherwise throws without repeating it. */
  public static String requireText(String text) {
    requireNonNull(text, "text");
    if (containsNul(text)) {
      throw new IllegalArgumentException("text must not contain NUL");
    }
    if (containsLoneSurrogate(text)) {
      throw new IllegalArgumentException("text must not contain a lone surrogate");
    }
    if (isLongerThan(MAX_LENGTH, text)) {
      throw new IllegalArgumentException("text has at most " + MAX_LENGTH + " code points");
    }
    return text;
  }

  /**
   * Compares in code-point order. {@link String#compareTo} compares UTF-16 units, which orders
   * supplementary code points before U+E000 to U+FFFF.
   */
  public static int compareCodePoints(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char unitOfA = a.charAt(i);
      char unitOfB = b.charAt(i);
      if (unitOfA != unitOfB) {
        boolean supplementaryA = Character.isSurrogate(unitOfA);
        boolean supplementaryB = Character.isSurrogate(unitOfB);
        return supplementaryA == supplementaryB
            ? Character.compare(unitOfA, unitOfB)
            : Boolean.compare(supplementaryA, supplementaryB);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
