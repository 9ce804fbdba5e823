package io.chatrooms.core.member;

import io.chatrooms.core.account.AccountId;

/**
 * Remembers members. Every method may throw a {@link io.chatrooms.core.store.StoreException};
 * implementations are safe for use by many threads.
 */
public interface MemberRepository extends MemberDirectory {
  /**
   * Adds the member, or replaces what stands under its id; its memberships stay. The account need
   * not exist. The last save wins, whole.
   *
   * @throws IllegalArgumentException if the member stands with another type. Nothing changed then.
   */
  void save(Member member);

  /**
   * Removes the member and its memberships, in one step, administrator or not. False if there was
   * none.
   *
   * <p>Promise 9 of {@link io.chatrooms.core.membership.RoomMembershipRepository}.
   */
  boolean remove(AccountId accountId, MemberId memberId);
}
