package io.chatrooms.core.action;

import static io.chatrooms.core.action.Decision.answer;
import static io.chatrooms.core.action.Decision.change;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_01;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_02;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_03;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_04;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_05;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_06;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_07;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoleChanged;
import io.chatrooms.core.membership.RoomMembership;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a member of a room another role: the shared rules, then URM-01 to URM-07. See {@link
 * ChatRooms} for what holds of every action.
 */
public final class UpdateRoomMembership {
  private final Asking<Result> asking;

  UpdateRoomMembership(Asking.Ports ports) {
    asking = new Asking<>("UpdateRoomMembership", ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the room and the member
   * @param roomId the room
   * @param memberId the member whose role changes
   * @param role {@code Administrator} or {@code Member}; absent, nothing changes
   */
  public record Request(
      @Nullable String accountId,
      @Nullable String roomId,
      @Nullable String memberId,
      @Nullable String role) {}

  /** Updated, or refused. */
  public sealed interface Result extends Outcome permits Updated, CommonRefusal {}

  /**
   * The member has the role (200).
   *
   * @param rule the rule that decided: URM-04 if nothing changed
   * @param membership the membership as it is now
   * @param member the member; empty if the account no longer knows it
   */
  public record Updated(Rule rule, RoomMembership membership, Optional<Member> member)
      implements Result {
    /** Checks that the parts are given. */
    public Updated {
      requireNonNull(rule, "rule");
      requireNonNull(membership, "membership");
      requireNonNull(member, "member");
    }
  }

  /**
   * Gives the member the role, or refuses.
   *
   * @throws NullPointerException if an argument is null
   */
  public Result execute(Caller caller, Request request) {
    requireNonNull(request, "request");
    return asking.aboutMembership(
        caller,
        parsing ->
            parsing.ofMembership(
                request.accountId(), request.roomId(), request.memberId(), request.role()),
        (by, command, facts) -> decide(command.role(), facts, asking.ports().clock()));
  }

  static Decision<Result, MembershipChange> decide(
      Optional<Role> asked, MembershipFacts facts, InstantSource clock) {
    CommonRefusal refusal = SharedRules.refusal(facts.room());
    if (refusal != null) return answer(refusal);

    RoomMembership membership = facts.membership().orElse(null);
    if (membership == null) return answer(new NotFound(URM_01, Resource.MEMBERSHIP));
    if (facts.room().byPlainMember())
      return answer(new Forbidden(URM_02, Reason.ROLE_CHANGE_BY_PLAIN_MEMBER));

    Member member = facts.member().orElse(null);
    if (member != null && !member.isUser())
      return answer(BadRequest.of(URM_03, Violation.Field.MEMBER_ID, Violation.Problem.NOT_A_USER));

    Role role = asked.orElse(membership.role());
    if (role == membership.role()) return answer(new Updated(URM_04, membership, facts.member()));

    if (role == Role.ADMINISTRATOR) {
      if (member == null) return answer(new Forbidden(URM_05, Reason.MEMBER_UNKNOWN));
      if (member.isSuspended()) return answer(new Forbidden(URM_05, Reason.MEMBER_SUSPENDED));
    }
    if (facts.isLastAdministrator())
      return answer(new Forbidden(URM_06, Reason.LAST_ADMINISTRATOR));

    RoleChanged changed = new RoleChanged(membership, role, clock.instant());
    return change(changed, new Updated(URM_07, changed.changed(), facts.member()));
  }
}
