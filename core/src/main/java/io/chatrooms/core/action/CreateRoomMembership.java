package io.chatrooms.core.action;

import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_01;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_02;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_03;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_04;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_05;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_06;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_07;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_08;
import static io.chatrooms.core.action.Decision.answer;
import static io.chatrooms.core.action.Decision.change;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Adds a user or a bot to a room, as Administrator or Member: the shared rules, then CRM-01 to
 * CRM-08. See {@link ChatRooms} for what holds of every action.
 */
public final class CreateRoomMembership {
  private final Asking<Result> asking;

  CreateRoomMembership(Asking.Ports ports) {
    asking = new Asking<>("CreateRoomMembership", ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the room and the member
   * @param roomId the room
   * @param memberId the member to add
   * @param role {@code Administrator} or {@code Member}; absent, it is {@code Member}
   */
  public record Request(
      @Nullable String accountId,
      @Nullable String roomId,
      @Nullable String memberId,
      @Nullable String role) {}

  /** Created, or refused. */
  public sealed interface Result extends Outcome
      permits Created, CommonRefusal, Conflict, ResourceLimitExceeded {}

  /**
   * The member was added (201).
   *
   * @param rule the rule that decided
   * @param membership the new membership
   * @param member the member
   */
  public record Created(Rule rule, RoomMembership membership, Member member) implements Result {
    /** Checks that the parts are given. */
    public Created {
      requireNonNull(rule, "rule");
      requireNonNull(membership, "membership");
      requireNonNull(member, "member");
    }
  }

  /**
   * Adds the member to the room, or refuses.
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
        (by, command, facts) ->
            decide(by, command.role().orElse(Role.MEMBER), facts, asking.ports().clock()));
  }

  static Decision<Result, MembershipChange> decide(
      Caller.Authenticated by, Role role, MembershipFacts facts, InstantSource clock) {
    CommonRefusal refusal = SharedRules.refusal(facts.room());
    if (refusal != null) return answer(refusal);

    CommonRefusal policy = refusalByInvitePolicy(facts.room());
    if (policy != null) return answer(policy);

    boolean byPlainMember = facts.room().byPlainMember();
    boolean asAdministrator = role == Role.ADMINISTRATOR;
    if (byPlainMember && asAdministrator)
      return answer(new Forbidden(CRM_01, Reason.ROLE_ABOVE_OWN));

    Member member = facts.member().orElse(null);
    if (member == null) return answer(new NotFound(CRM_02, Resource.MEMBER));

    if (member.isWebhook()) return answer(BadRequest.of(CRM_03, Field.MEMBER_ID, Problem.WEBHOOK));
    if (member.isBot() && asAdministrator)
      return answer(BadRequest.of(CRM_03, Field.ROLE, Problem.BOT_AS_ADMINISTRATOR));

    if (member.isSuspended()) return answer(new Forbidden(CRM_04, Reason.MEMBER_SUSPENDED));
    if (member.isStopped()) return answer(new Forbidden(CRM_04, Reason.MEMBER_STOPPED));
    if (member.isBot() && byPlainMember)
      return answer(new Forbidden(CRM_04, Reason.BOT_BY_PLAIN_MEMBER));

    if (facts.membership().isPresent())
      return answer(new Conflict(CRM_05, facts.membership().get()));

    if (facts.room().isFull())
      return answer(
          new ResourceLimitExceeded(
              CRM_06, Resource.ROOM, facts.room().room().orElseThrow().membershipLimit()));
    if (facts.isMemberFull())
      return answer(new ResourceLimitExceeded(CRM_07, Resource.MEMBER, facts.roomLimit()));

    MembershipAdded added = MembershipAdded.of(facts.key(), role, by.identifier(), clock.instant());
    return change(added, new Created(CRM_08, added.membership(), member));
  }

  /** The part of CRM-01 that does not depend on what is asked for; null if it does not apply. */
  static @Nullable CommonRefusal refusalByInvitePolicy(RoomFacts facts) {
    return facts.byPlainMember() && !facts.room().orElseThrow().membersMayInvite()
        ? new Forbidden(CRM_01, Reason.INVITE_POLICY)
        : null;
  }
}
