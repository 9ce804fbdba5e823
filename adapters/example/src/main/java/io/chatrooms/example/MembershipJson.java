package io.chatrooms.example;

import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.RoomMembership;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Memberships as JSON, with the API's names. */
final class MembershipJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER))
          .withObjectIndenter(INDENT)
          .withArrayIndenter(INDENT);

  /** ISO 8601 in UTC, always with three fraction digits. */
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private MembershipJson() {}

  /** A new membership with its member. Nothing else prints a name or an e-mail address. */
  static ObjectNode of(Created created) {
    Member member = created.member();
    ObjectNode json = object();
    json.put("RoomId", created.membership().key().roomId().value());
    json.putObject("Member")
        .put("AccountId", member.accountId().value())
        .put("Email", member.email())
        .put("FullName", member.fullName())
        .put("MemberId", member.memberId().value())
        .put("MemberType", member.type().apiName());
    return putCommon(json, created.membership());
  }

  /** A membership without its member. */
  static ObjectNode of(RoomMembership membership) {
    ObjectNode json =
        object()
            .put("AccountId", membership.key().accountId().value())
            .put("RoomId", membership.key().roomId().value())
            .put("MemberId", membership.key().memberId().value());
    return putCommon(json, membership);
  }

  private static ObjectNode putCommon(ObjectNode json, RoomMembership membership) {
    return json.put("Role", membership.role().apiName())
        .put("InvitedBy", membership.invitedBy())
        .put("UpdatedTimestamp", timestamp(membership.updatedAt()));
  }

  static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }

  /** On several lines, as the API's response. */
  static String pretty(ObjectNode membership) {
    ObjectNode answer = object();
    answer.set("RoomMembership", membership);
    return MAPPER.writer().with(PRETTY).writeValueAsString(answer);
  }

  /** On one line. Characters that would break the line or control a terminal are escaped. */
  static String line(ObjectNode membership) {
    StringBuilder line = new StringBuilder();
    MAPPER.writeValueAsString(membership).codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  private static void append(StringBuilder line, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> {
        for (char unit : Character.toChars(codePoint)) {
          line.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
      }
      default -> line.appendCodePoint(codePoint);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
