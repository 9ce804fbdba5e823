package io.chatrooms.testkit;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.room.Room;
import java.util.List;
import java.util.Optional;
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

  /** What tests put in is nobody's secret: without it, two that differ may look the same. */
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
