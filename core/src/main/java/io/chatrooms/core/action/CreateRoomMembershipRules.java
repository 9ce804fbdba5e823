package io.chatrooms.core.action;

import static io.chatrooms.core.action.Forbidden.Reason.ACCOUNT_SUSPENDED;
import static io.chatrooms.core.action.Forbidden.Reason.ACCOUNT_WITHOUT_ROOMS;
import static io.chatrooms.core.action.Forbidden.Reason.BOT_BY_PLAIN_MEMBER;
import static io.chatrooms.core.action.Forbidden.Reason.CALLER_NOT_IN_ROOM;
import static io.chatrooms.core.action.Forbidden.Reason.CALLER_STOPPED;
import static io.chatrooms.core.action.Forbidden.Reason.CALLER_SUSPENDED;
import static io.chatrooms.core.action.Forbidden.Reason.CALLER_UNKNOWN;
import static io.chatrooms.core.action.Forbidden.Reason.CALLER_WEBHOOK;
import static io.chatrooms.core.action.Forbidden.Reason.INVITE_POLICY;
import static io.chatrooms.core.action.Forbidden.Reason.MEMBER_STOPPED;
import static io.chatrooms.core.action.Forbidden.Reason.MEMBER_SUSPENDED;
import static io.chatrooms.core.action.Forbidden.Reason.OTHER_ACCOUNT;
import static io.chatrooms.core.action.Forbidden.Reason.ROLE_ABOVE_OWN;
import static io.chatrooms.core.action.Resource.ACCOUNT;
import static io.chatrooms.core.action.Resource.ROOM;
import static io.chatrooms.core.action.Violation.Field.MEMBER_ID;
import static io.chatrooms.core.action.Violation.Field.ROLE;
import static io.chatrooms.core.action.Violation.Problem.BOT_AS_ADMINISTRATOR;
import static io.chatrooms.core.member.MemberState.STOPPED;
import static io.chatrooms.core.member.MemberState.SUSPENDED;
import static io.chatrooms.core.member.MemberType.BOT;
import static io.chatrooms.core.member.MemberType.WEBHOOK;
import static io.chatrooms.core.membership.Role.ADMINISTRATOR;
import static io.chatrooms.core.membership.Role.MEMBER;
import static io.chatrooms.core.room.InvitePolicy.ADMINISTRATORS;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.value.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule book: who may be added to which room, one line a rule, in order of precedence. Pure
 * functions. CRM-01, CRM-02, CRM-16 and CRM-17 are about the ports, and stand in {@link
 * CreateRoomMembership}.
 */
final class CreateRoomMembershipRules {
  private CreateRoomMembershipRules() {}

  /** Everything that is wrong with the request by itself (CRM-03). */
  static List<Violation> violations(CreateRoomMembershipRequest request) {
    List<Violation> violations = new ArrayList<>();
    addViolations(violations, Field.ACCOUNT_ID, request.accountId());
    addViolations(violations, Field.ROOM_ID, request.roomId());
    addViolations(violations, Field.MEMBER_ID, request.memberId());
    String role = request.role();
    if (role != null && Role.named(role).isEmpty()) {
      violations.add(new Violation(Field.ROLE, Problem.UNKNOWN_ROLE));
    }
    return violations;
  }

  private static void addViolations(List<Violation> violations, Field field, @Nullable String id) {
    if (id == null) {
      violations.add(new Violation(field, Problem.MISSING));
      return;
    }
    if (Text.isBlank(id)) {
      violations.add(new Violation(field, Problem.BLANK));
    }
    if (Text.isLongerThan(Text.MAX_ID_LENGTH, id)) {
      violations.add(new Violation(field, Problem.TOO_LONG));
    }
    if (Text.holdsNul(id)) {
      violations.add(new Violation(field, Problem.HOLDS_NUL));
    }
    if (Text.holdsLoneSurrogate(id)) {
      violations.add(new Violation(field, Problem.HOLDS_LONE_SURROGATE));
    }
  }

  /** What stands against the command whatever is in the store; null if nothing does. */
  static @Nullable Refusal refusal(
      Caller.Authenticated caller, CreateRoomMembershipCommand command) {
    boolean own = caller.accountId().equals(command.key().accountId());
    return own ? null : new Forbidden(OTHER_ACCOUNT); // CRM-04
  }

  /** What stands against the command, given the facts; null if nothing does. */
  static @Nullable Refusal refusal(CreateRoomMembershipCommand command, MembershipFacts facts) {
    Account account = facts.account().orElse(null);
    if (account == null) return new NotFound(ACCOUNT); // CRM-05
    if (!account.holdsRooms()) return new Forbidden(ACCOUNT_WITHOUT_ROOMS); // CRM-06
    if (account.isSuspended()) return new Forbidden(ACCOUNT_SUSPENDED); // CRM-06

    Room room = facts.room().orElse(null);
    if (room == null) return new NotFound(ROOM); // CRM-07

    Reason barred = facts.callerId().isPresent() ? callerBarred(facts) : null;
    if (barred != null) return new Forbidden(barred); // CRM-08

    boolean byPlainMember = facts.callerMembership().map(m -> m.role() == MEMBER).orElse(false);
    boolean asAdministrator = command.role() == ADMINISTRATOR;
    if (byPlainMember && room.invitePolicy() == ADMINISTRATORS)
      return new Forbidden(INVITE_POLICY); // CRM-09
    if (byPlainMember && asAdministrator) return new Forbidden(ROLE_ABOVE_OWN); // CRM-09

    Member member = facts.member().orElse(null);
    if (member == null) return new NotFound(Resource.MEMBER); // CRM-10

    if (member.type() == WEBHOOK) return badRequest(MEMBER_ID, Problem.WEBHOOK); // CRM-11
    if (member.type() == BOT && asAdministrator)
      return badRequest(ROLE, BOT_AS_ADMINISTRATOR); // CRM-11

    if (member.state() == SUSPENDED) return new Forbidden(MEMBER_SUSPENDED); // CRM-12
    if (member.state() == STOPPED) return new Forbidden(MEMBER_STOPPED); // CRM-12
    if (member.type() == BOT && byPlainMember) return new Forbidden(BOT_BY_PLAIN_MEMBER); // CRM-12

    RoomMembership standing = facts.membership().orElse(null);
    if (standing != null) return new Conflict(standing); // CRM-13

    if (facts.roomMembershipCount() >= room.membershipLimit())
      return new ResourceLimitExceeded(ROOM, room.membershipLimit()); // CRM-14
    if (facts.memberRoomCount() >= facts.memberRoomLimit())
      return new ResourceLimitExceeded(Resource.MEMBER, facts.memberRoomLimit()); // CRM-15
    return null;
  }

  /** Why the member who asks may not ask at all (CRM-08); null if it may. */
  private static @Nullable Reason callerBarred(MembershipFacts facts) {
    Member caller = facts.caller().orElse(null);
    if (caller == null) return CALLER_UNKNOWN;
    if (caller.state() == SUSPENDED) return CALLER_SUSPENDED;
    if (caller.state() == STOPPED) return CALLER_STOPPED;
    if (caller.type() == WEBHOOK) return CALLER_WEBHOOK;
    if (facts.callerMembership().isEmpty()) return CALLER_NOT_IN_ROOM;
    return null;
  }

  private static BadRequest badRequest(Field field, Problem problem) {
    return new BadRequest(List.of(new Violation(field, problem)));
  }

  /** The membership to create when nothing stands against it (CRM-18). */
  static RoomMembership membership(
      Caller.Authenticated caller, CreateRoomMembershipCommand command, Instant now) {
    return RoomMembership.builder()
        .key(command.key())
        .role(command.role())
        .invitedBy(caller.identifier())
        .updatedAt(now)
        .build();
  }
}
