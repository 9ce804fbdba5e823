package io.chatrooms.core.value;

import static java.util.Objects.requireNonNull;

/** Which text the domain accepts, and how ids are ordered. */
public final class Text {
  /** The longest id, in code points: three of this length still fit an index key of every store. */
  public static final int MAX_ID_LENGTH = 128;

  /** The longest text that is no id, in code points: a few still fit a row of every store. */
  public static final int MAX_LENGTH = 2_048;

  private Text() {}

  /** True if the text has no character but white space. */
  public static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!isWhiteSpace(text.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The ECMAScript set and every code point that Java calls white space. The two disagree on the
   * no-break spaces, U+FEFF and U+001C to U+001F; here each of those is white space.
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

  /** True if the text holds U+0000, which PostgreSQL cannot store. */
  public static boolean holdsNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  /** True if the text holds half a surrogate pair, which has no UTF-8. */
  public static boolean holdsLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      if (Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE) {
        return true;
      }
    }
    return false;
  }

  /** Returns the text if it can be an id, or throws without repeating it. */
  public static String requireId(String text) {
    requireText(text);
    if (isBlank(text)) {
      throw new IllegalArgumentException("an id needs a character that is not white space");
    }
    if (isLongerThan(MAX_ID_LENGTH, text)) {
      throw new IllegalArgumentException("an id has at most " + MAX_ID_LENGTH + " code points");
    }
    return text;
  }

  /** Returns the text if every store can hold it, or throws without repeating it. */
  public static String requireText(String text) {
    requireNonNull(text, "text");
    if (holdsNul(text)) {
      throw new IllegalArgumentException("text holds no NUL");
    }
    if (holdsLoneSurrogate(text)) {
      throw new IllegalArgumentException("text holds no lone surrogate");
    }
    if (isLongerThan(MAX_LENGTH, text)) {
      throw new IllegalArgumentException("text has at most " + MAX_LENGTH + " code points");
    }
    return text;
  }

  /**
   * Code-point order. It differs from {@link String#compareTo}, the order of UTF-16 units, where a
   * supplementary code point meets one from U+E000 to U+FFFF.
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
