package io.chatrooms.core.action;

import static io.chatrooms.core.action.Decision.answer;
import static io.chatrooms.core.action.GetRoomMembershipRule.GRM_01;
import static io.chatrooms.core.action.GetRoomMembershipRule.GRM_02;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoomMembership;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one membership of a room: the shared rules, then GRM-01 and GRM-02. The API has no such
 * action (D). See {@link ChatRooms} for what holds of every action.
 */
public final class GetRoomMembership {
  private final Asking<Result> asking;

  GetRoomMembership(Asking.Ports ports) {
    asking = new Asking<>("GetRoomMembership", ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the room and the member
   * @param roomId the room
   * @param memberId the member
   */
  public record Request(
      @Nullable String accountId, @Nullable String roomId, @Nullable String memberId) {}

  /** Found, or refused. */
  public sealed interface Result extends Outcome permits Found, CommonRefusal {}

  /**
   * The member is in the room.
   *
   * @param rule the rule that decided
   * @param membership the membership
   * @param member the member; empty if the account no longer knows it
   */
  public record Found(Rule rule, RoomMembership membership, Optional<Member> member)
      implements Result {
    /** Checks that the parts are given. */
    public Found {
      requireNonNull(rule, "rule");
      requireNonNull(membership, "membership");
      requireNonNull(member, "member");
    }
  }

  /**
   * Reads the membership, or refuses.
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
    if (membership == null) return answer(new NotFound(GRM_01, Resource.MEMBERSHIP));
    return answer(new Found(GRM_02, membership, facts.member()));
  }
}
