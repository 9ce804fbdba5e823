package io.chatrooms.core.member;

import io.chatrooms.core.account.AccountId;
import java.util.Optional;

/**
 * Knows the members of an account: the one thing that the rules ask of them. A host that keeps its
 * users elsewhere implements this and nothing more.
 *
 * <p>It is asked afresh for every attempt of an action, after the action began, while no lock and
 * no connection is held. What it says may age until the write: see {@link
 * io.chatrooms.core.membership.RoomMembershipRepository#removeAllOf} for when a member goes.
 */
@FunctionalInterface
public interface MemberDirectory {
  /**
   * The member as it is now, with exactly these ids; empty if the account has none by this id. Ids
   * compare code point by code point: who answers {@code Bob} with the member {@code bob} is taken
   * for broken (rule CRM-17).
   *
   * @throws io.chatrooms.core.store.StoreException if it cannot tell
   */
  Optional<Member> find(AccountId accountId, MemberId memberId);
}
