package io.chatrooms.core.member;

import io.chatrooms.core.account.AccountId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up the members of an account. A host that keeps its users elsewhere implements this and
 * nothing else. Implementations are safe for use by many threads.
 *
 * <p>A store asks it after the action began and while it holds no lock and no connection. The
 * answer may be out of date by the time of the write. See {@link
 * io.chatrooms.core.membership.RoomMembershipRepository#removeAllOf} for the removal of a member.
 */
@FunctionalInterface
public interface MemberDirectory {
  /**
   * The member as it is now, with exactly these ids; empty if the account has no such member. Ids
   * compare code point by code point: an answer about {@code bob} to a question about {@code Bob}
   * is a failure of the directory (ANY-11).
   *
   * @throws io.chatrooms.core.store.StoreException if the member cannot be looked up
   */
  Optional<Member> find(AccountId accountId, MemberId memberId);

  /**
   * The members with these ids, as {@link #find} would return them; an id that the account does not
   * know is left out. A directory that can look up many at once overrides this: a page of a listing
   * asks once.
   *
   * @throws io.chatrooms.core.store.StoreException if the members cannot be looked up
   */
  default Map<MemberId, Member> findAll(AccountId accountId, Collection<MemberId> memberIds) {
    Map<MemberId, Member> found = new HashMap<>();
    for (MemberId memberId : memberIds) {
      find(accountId, memberId).ifPresent(member -> found.put(memberId, member));
    }
    return found;
  }
}
