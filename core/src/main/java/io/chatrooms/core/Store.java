package io.chatrooms.core;

import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomRepository;

/**
 * The four repositories over the same data, which together keep the promises of {@link
 * RoomMembershipRepository}. A host that names this type can change the store and nothing else.
 */
public interface Store {
  /** Its accounts. */
  AccountRepository accounts();

  /** Its rooms. */
  RoomRepository rooms();

  /**
   * Its members.
   *
   * @throws IllegalStateException if the host keeps the members
   */
  MemberRepository members();

  /** Its memberships. */
  RoomMembershipRepository memberships();
}
