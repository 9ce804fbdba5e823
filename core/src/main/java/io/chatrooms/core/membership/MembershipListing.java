package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.store.Page;

/**
 * A page of the memberships of a room, and the facts that tell whether the caller may read it, as a
 * store read them at one instant. Immutable.
 *
 * @param room the facts about the room, the account and the caller
 * @param page the memberships by member id; empty if there is no such room
 */
public record MembershipListing(RoomFacts room, Page<ListedMembership> page) {
  /**
   * Checks that the memberships are those of the room.
   *
   * @throws IllegalArgumentException if one belongs to another room
   */
  public MembershipListing {
    requireNonNull(room, "room");
    for (ListedMembership listed : page.items()) {
      MembershipKey key = listed.membership().key();
      AccountFacts.requireAbout(room.account().accountId(), key.accountId());
      AccountFacts.requireAbout(room.roomId(), key.roomId());
    }
  }
}
