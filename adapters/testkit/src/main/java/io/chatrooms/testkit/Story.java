package io.chatrooms.testkit;

import java.util.List;
import java.util.stream.Collectors;

/** Things as lines of a failure's message, with every character in sight. */
final class Story {
  private static final String NEXT_LINE = "\n  ";

  private Story() {}

  /** The thing; a list one by one. */
  static String of(Object thing) {
    return thing instanceof List<?> list ? lines(list) : line(thing);
  }

  /** One by one; "nothing" if there is none. */
  static String lines(List<?> things) {
    return things.isEmpty()
        ? "nothing"
        : things.stream().map(Story::line).collect(Collectors.joining(NEXT_LINE));
  }

  private static String line(Object thing) {
    return thing
        .toString()
        .codePoints()
        .mapToObj(
            c ->
                c >= ' ' && c <= '~'
                    ? Character.toString(c)
                    : "\\u{" + Integer.toHexString(c) + "}")
        .collect(Collectors.joining());
  }
}
