package io.chatrooms.core;

import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomRepository;

/**
 * The four repositories over the same data. Together they keep the promises of {@link
 * RoomMembershipRepository}. Implementations are safe for use by many threads.
 */
public interface Store {
  /** The accounts. */
  AccountRepository accounts();

  /** The rooms. */
  RoomRepository rooms();

  /**
   * The members.
   *
   * @throws IllegalStateException if the host keeps the members
   */
  MemberRepository members();

  /** The memberships. */
  RoomMembershipRepository memberships();
}
