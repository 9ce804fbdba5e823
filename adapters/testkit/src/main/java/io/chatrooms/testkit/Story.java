package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values as lines of a failure message. Ids of the samples are written as their names, other
 * characters than ASCII as escapes.
 */
final class Story {
  private static final String NEXT_LINE = "\n  ";

  private Story() {}

  /** The value; a list item by item. */
  static String of(Object value) {
    return value instanceof List<?> list ? lines(list) : line(value);
  }

  /** One per line; "nothing" if there is none. */
  static String lines(List<?> values) {
    return values.isEmpty()
        ? "nothing"
        : values.stream().map(Story::line).collect(Collectors.joining(NEXT_LINE));
  }

  /** In one line. */
  static String joined(List<?> values) {
    return values.stream().map(Story::of).collect(Collectors.joining("; "));
  }

  /** With the sensitive values, which are not secret in a test: they may be all that differs. */
  private static String plain(@Nullable Object value) {
    if (value == null) {
      return "null";
    } else if (value instanceof Optional<?> optional) {
      return optional.map(Story::plain).orElse("nothing");
    } else if (value instanceof List<?> list) {
      return list.stream().map(Story::plain).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof AccountId id) {
      return quoted(id);
    } else if (value instanceof RoomId id) {
      return Stream.of(SampleRoom.values())
          .filter(room -> room.id().equals(id))
          .map(SampleRoom::name)
          .findFirst()
          .orElseGet(() -> quoted(id));
    } else if (value instanceof MemberId id) {
      return Stream.of(SampleMember.values())
          .filter(member -> member.id().equals(id))
          .map(SampleMember::name)
          .findFirst()
          .orElseGet(() -> quoted(id));
    } else if (value instanceof MembershipKey key) {
      return "%s in %s of %s"
          .formatted(plain(key.memberId()), plain(key.roomId()), plain(key.accountId()));
    } else if (value instanceof RoomMembership membership) {
      return "RoomMembership(%s as %s, invited by %s, updated at %s)"
          .formatted(
              plain(membership.key()),
              membership.role(),
              quoted(membership.invitedBy()),
              membership.updatedAt());
    } else if (value instanceof Member member) {
      return "%s with e-mail %s, name %s"
          .formatted(member, quoted(member.email()), quoted(member.fullName()));
    } else if (value instanceof Room room) {
      return "%s with name %s".formatted(room, quoted(room.name()));
    } else if (!(value instanceof RoomRequest)
        && (!value.getClass().isRecord()
            || !value.getClass().getPackageName().startsWith(Store.class.getPackageName()))) {
      return value.toString();
    }
    return Stream.of(value.getClass().getRecordComponents())
        .map(component -> component.getName() + ": " + plain(component(value, component)))
        .collect(Collectors.joining(", ", value.getClass().getSimpleName() + "(", ")"));
  }

  private static @Nullable Object component(Object value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of the core that is not public", e);
    }
  }

  private static String quoted(Object text) {
    return "\"" + text + "\"";
  }

  private static String line(Object value) {
    return escaped(Fixture.ACCOUNT_ID.matcher(plain(value)).replaceAll("the account"));
  }

  /** The text, with characters beyond ASCII as escapes. */
  static String escaped(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                c >= ' ' && c <= '~'
                    ? Character.toString(c)
                    : "\\u{" + Integer.toHexString(c) + "}")
        .collect(Collectors.joining());
  }
}
