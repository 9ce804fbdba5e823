package io.chatrooms.core.membership;

import static io.chatrooms.core.membership.AccountFacts.requireAbout;

import io.chatrooms.core.member.Member;
import java.util.Optional;

/**
 * A membership of a room, and the member.
 *
 * @param membership the membership
 * @param member empty if the account no longer knows the member
 */
public record ListedMembership(RoomMembership membership, Optional<Member> member) {
  /**
   * Checks that the member is the one of the membership.
   *
   * @throws IllegalArgumentException if it is another
   */
  public ListedMembership {
    if (member.isPresent()) {
      requireAbout(membership.key().accountId(), member.get().accountId());
      requireAbout(membership.key().memberId(), member.get().memberId());
    }
  }
}
