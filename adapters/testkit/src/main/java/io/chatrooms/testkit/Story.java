package io.chatrooms.testkit;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.room.Room;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values as lines of a failure message. Characters beyond ASCII are written as escapes. */
final class Story {
  private static final String NEXT_LINE = "\n  ";

  private Story() {}

  /** The value; a list item by item. */
  static String of(Object thing) {
    return thing instanceof List<?> list ? lines(list) : line(thing);
  }

  /** One per line; "nothing" if there is none. */
  static String lines(List<?> things) {
    return things.isEmpty()
        ? "nothing"
        : things.stream().map(Story::line).collect(Collectors.joining(NEXT_LINE));
  }

  /** With the sensitive values, which are not secret in a test: they may be all that differs. */
  private static String plain(Object thing) {
    if (thing instanceof Optional<?> optional) {
      return optional.map(Story::plain).orElse("nothing");
    } else if (thing instanceof Member member) {
      return "%s with e-mail \"%s\", name \"%s\""
          .formatted(member, member.email(), member.fullName());
    } else if (thing instanceof Room room) {
      return "%s with name \"%s\"".formatted(room, room.name());
    }
    return thing.toString();
  }

  private static String line(Object thing) {
    return plain(thing)
        .codePoints()
        .mapToObj(
            c ->
                c >= ' ' && c <= '~'
                    ? Character.toString(c)
                    : "\\u{" + Integer.toHexString(c) + "}")
        .collect(Collectors.joining());
  }
}
