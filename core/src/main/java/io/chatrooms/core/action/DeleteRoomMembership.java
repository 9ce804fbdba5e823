package io.chatrooms.core.action;

import static io.chatrooms.core.action.Decision.answer;
import static io.chatrooms.core.action.Decision.change;
import static io.chatrooms.core.action.DeleteRoomMembershipRule.DRM_01;
import static io.chatrooms.core.action.DeleteRoomMembershipRule.DRM_02;
import static io.chatrooms.core.action.DeleteRoomMembershipRule.DRM_03;
import static io.chatrooms.core.action.DeleteRoomMembershipRule.DRM_04;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipRemoved;
import io.chatrooms.core.membership.RoomMembership;
import org.jspecify.annotations.Nullable;

/**
 * Takes a member out of a room: the shared rules, then DRM-01 to DRM-04. It needs nothing of the
 * member's profile, so a member that the account no longer knows can be removed. See {@link
 * ChatRooms} for what holds of every action.
 */
public final class DeleteRoomMembership {
  private final Asking<Result> asking;

  DeleteRoomMembership(Asking.Ports ports) {
    asking = new Asking<>("DeleteRoomMembership", ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the room and the member
   * @param roomId the room
   * @param memberId the member to remove
   */
  public record Request(
      @Nullable String accountId, @Nullable String roomId, @Nullable String memberId) {}

  /** Deleted, or refused. */
  public sealed interface Result extends Outcome permits Deleted, CommonRefusal {}

  /**
   * The member was removed from the room (204).
   *
   * @param rule the rule that decided
   * @param membership the membership that was removed
   */
  public record Deleted(Rule rule, RoomMembership membership) implements Result {
    /** Checks that the parts are given. */
    public Deleted {
      requireNonNull(rule, "rule");
      requireNonNull(membership, "membership");
    }
  }

  /**
   * Removes the member from the room, or refuses.
   *
   * @throws NullPointerException if an argument is null
   */
  public Result execute(Caller caller, Request request) {
    requireNonNull(request, "request");
    return asking.aboutMembership(
        caller,
        parsing ->
            parsing.ofMembership(request.accountId(), request.roomId(), request.memberId(), null),
        (by, command, facts) -> decide(facts));
  }

  static Decision<Result, MembershipChange> decide(MembershipFacts facts) {
    CommonRefusal refusal = SharedRules.refusal(facts.room());
    if (refusal != null) return answer(refusal);

    RoomMembership membership = facts.membership().orElse(null);
    if (membership == null) return answer(new NotFound(DRM_01, Resource.MEMBERSHIP));
    if (facts.room().byPlainMember() && !facts.isAboutCaller())
      return answer(new Forbidden(DRM_02, Reason.REMOVAL_BY_PLAIN_MEMBER));
    if (facts.isLastAdministrator() && facts.room().membershipCount() > 1)
      return answer(new Forbidden(DRM_03, Reason.LAST_ADMINISTRATOR));

    return change(new MembershipRemoved(membership), new Deleted(DRM_04, membership));
  }
}
