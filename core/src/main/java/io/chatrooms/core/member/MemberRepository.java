package io.chatrooms.core.member;

import io.chatrooms.core.account.AccountId;

/**
 * Stores members. Every method may throw a {@link io.chatrooms.core.store.StoreException}.
 * Implementations are safe for use by many threads.
 */
public interface MemberRepository extends MemberDirectory {
  /**
   * Inserts the member, or replaces the one with the same id; its memberships stay. The account
   * need not exist. The last save wins, whole.
   *
   * @throws IllegalArgumentException if the member exists with another type ({@link
   *     Member#requireReplaceableBy}); nothing changes then
   */
  void save(Member member);

  /**
   * Removes the member and its memberships in one step, also where it is the last administrator.
   * False if there is no such member.
   *
   * <p>Promise 10 of {@link io.chatrooms.core.membership.RoomMembershipRepository}.
   */
  boolean remove(AccountId accountId, MemberId memberId);
}
