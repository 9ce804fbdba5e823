package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.EARLIER;
import static io.chatrooms.core.Acme.NOW;

import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.GetRoomMembership.Found;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.RoomMembership;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Outcomes in the words of the tables: the name in the API, and the details after a colon. */
final class OutcomeText {
  private OutcomeText() {}

  static String of(Outcome outcome) {
    String details = details(outcome);
    return name(outcome) + (details.isEmpty() ? "" : ": " + details);
  }

  /** The name in the API. */
  static String name(Outcome outcome) {
    return outcome.getClass().getSimpleName();
  }

  private static String details(Outcome outcome) {
    if (outcome instanceof Created created) {
      return text(created.membership()) + text(Optional.of(created.member()));
    } else if (outcome instanceof Updated updated) {
      return text(updated.membership()) + text(updated.member());
    } else if (outcome instanceof Deleted deleted) {
      return text(deleted.membership());
    } else if (outcome instanceof Found found) {
      return text(found.membership()) + text(found.member());
    } else if (outcome instanceof BadRequest bad) {
      return bad.violations().stream()
          .map(violation -> violation.field().apiName() + " " + violation.problem())
          .collect(Collectors.joining(", "));
    } else if (outcome instanceof Forbidden forbidden) {
      return forbidden.reason().name();
    } else if (outcome instanceof NotFound notFound) {
      return notFound.resource().name();
    } else if (outcome instanceof Conflict conflict) {
      return text(conflict.membership());
    } else if (outcome instanceof ResourceLimitExceeded exceeded) {
      return exceeded.resource() + " " + exceeded.limit();
    } else if (outcome instanceof ThrottledClient throttled) {
      return throttled.retryAfter().toString();
    } else if (outcome instanceof ServiceUnavailable unavailable) {
      return unavailable.outcomeUnknown() ? "outcome unknown" : "";
    } else if (outcome instanceof ServiceFailure failure) {
      return failure.outcomeUnknown() ? "outcome unknown" : "";
    } else {
      return "";
    }
  }

  private static String text(RoomMembership membership) {
    return "%s, invited by %s, %s"
        .formatted(
            membership.role().apiName(),
            membership.invitedBy(),
            Map.of(EARLIER, "earlier", NOW, "now")
                .getOrDefault(membership.updatedAt(), membership.updatedAt().toString()));
  }

  private static String text(Optional<Member> ann) {
    return "; ann: " + ann.map(OutcomeText::text).orElse("unknown");
  }

  private static String text(Member member) {
    return switch (member.state()) {
      case UNREGISTERED -> "unregistered user";
      case REGISTERED -> "registered user";
      case SUSPENDED -> "suspended user";
      case ENABLED -> member.isBot() ? "running bot" : "webhook";
      case STOPPED -> "stopped bot";
    };
  }
}
