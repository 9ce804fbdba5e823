package io.chatrooms.core;

import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.store.TokenKey;

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

  /**
   * The secret that page tokens are made with. It is known when the store is built, and is the same
   * for all stores over the same data, also after a restart.
   */
  TokenKey tokenKey();
}
