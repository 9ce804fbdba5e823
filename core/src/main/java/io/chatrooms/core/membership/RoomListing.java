package io.chatrooms.core.membership;

import static io.chatrooms.core.membership.AccountFacts.requireAbout;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.Page;
import java.util.Optional;

/**
 * A page of the rooms of an account, or of those that a member is in, and the facts that tell
 * whether the caller may read it, as a store read them at one instant. Immutable.
 *
 * @param account the facts about the account and the caller
 * @param memberId the member whose rooms were asked for; empty for all rooms of the account
 * @param member the member, if one was asked for and the account knows it
 * @param page the rooms by id
 */
public record RoomListing(
    AccountFacts account, Optional<MemberId> memberId, Optional<Member> member, Page<Room> page) {
  /**
   * Checks that the values are about the account and the member.
   *
   * @throws IllegalArgumentException if one is not
   */
  public RoomListing {
    requireNonNull(memberId, "memberId");
    if (member.isPresent()) {
      requireAbout(account.accountId(), member.get().accountId());
      requireAbout(memberId, Optional.of(member.get().memberId()));
    }
    for (Room room : page.items()) {
      requireAbout(account.accountId(), room.accountId());
    }
  }
}
