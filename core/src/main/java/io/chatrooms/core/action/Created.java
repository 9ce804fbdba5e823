package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.RoomMembership;

/**
 * The member was added (201, rule CRM-18).
 *
 * @param membership the membership as it now stands
 * @param member the member who was added, as the facts showed it
 */
public record Created(RoomMembership membership, Member member)
    implements CreateRoomMembershipResult {
  /** An outcome with both its parts. */
  public Created {
    requireNonNull(membership, "membership");
    requireNonNull(member, "member");
  }

  @Override
  public Rule rule() {
    return Rule.CRM_18;
  }

  @Override
  public <T> T match(CreateRoomMembershipResult.Cases<? extends T> cases) {
    return cases.created(this);
  }
}
