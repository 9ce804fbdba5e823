package io.chatrooms.core.membership;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers who is in which room, and makes the rules hold when many change it at once. Whoever
 * implements it, together with the repositories of accounts, rooms and members, keeps these
 * promises. Implementations are safe for use by many threads.
 *
 * <ol>
 *   <li><b>One instant.</b> Facts are read at one instant, or so that it makes no difference.
 *   <li><b>All or nothing.</b> {@link #add} adds the membership whole or changes nothing. Its
 *       outcome is the first that holds of: gone, stale, already a member, room full, member full,
 *       added.
 *   <li><b>No twins.</b> Of adds that name the same room and member, at most one is added while the
 *       membership stands.
 *   <li><b>No limit passed.</b> A room never has more memberships than its limit, nor a member more
 *       than its own, in any interleaving.
 *   <li><b>In is in.</b> Someone who is in the room is never told that it, or they, are full.
 *   <li><b>No stale decision.</b> An add is stale if {@code account()}, {@code room()}, {@code
 *       member()}, {@code caller()} or {@code callerMembership()} of the facts is no longer equal
 *       to what stands: of the caller both its state and its place in the room. Counts and {@code
 *       membership()} are not compared. A store may also call facts stale when something was
 *       written to these, or to the room's memberships other than by an add, that left them equal,
 *       or when it can no longer tell why it did not add; it never does so because of plain adds
 *       alone. The check and the write are one step: nobody can see the change, then no membership,
 *       then the membership.
 *   <li><b>Seen.</b> What was added is seen by every read that begins after.
 *   <li><b>Whole listings.</b> A listing is ordered by the id's code points, complete, and without
 *       repeats for those who stay. A next page is promised only if there is one.
 *   <li><b>No orphans.</b> With a room or a member its memberships go, in the same step. Counts
 *       always equal what they count.
 *   <li><b>Two failures.</b> A store that fails throws a {@link
 *       io.chatrooms.core.store.StoreUnavailableException}, worth trying later, or a {@link
 *       io.chatrooms.core.store.StoreBrokenException}; both say whether the outcome is unknown.
 *   <li><b>Nothing bent.</b> Values come back exactly as they went in: ids, names, e-mail
 *       addresses, and times in whole milliseconds.
 *   <li><b>Conditional changes.</b> {@link #changeRole} and {@link #remove} are stale as in promise
 *       6, and also if {@code membership()} is no longer equal; whether an administrator is left is
 *       judged in the same step.
 * </ol>
 *
 * <p>Where the host keeps the members ({@link io.chatrooms.core.member.MemberDirectory}), they are
 * read before the rest of the facts, a member is never gone, promises 1, 6 and 12 leave members
 * out, and the host calls {@link #removeAllOf} when one goes.
 *
 * <p>Where a store takes part in a transaction of its host, what it did is seen by others (promise
 * 7) once the host commits, and until then every outcome is provisional. It then throws a {@code
 * StoreUnavailableException} with a known outcome instead of answering stale, since inside the
 * transaction fresh facts might never come.
 *
 * <p>What facts say is absent is compared like the rest, but need not be watched until the write:
 * no rule lets an add or a change come so far when the account, the room, the member or the member
 * who asks is absent.
 *
 * <p>Facts that another store read are a broken caller's: a store that knows its facts by their
 * stamp throws an {@link IllegalArgumentException} when it does not find its own.
 */
public interface RoomMembershipRepository {
  /**
   * What stands about this member, this room and whoever asks.
   *
   * @param callerId the member who asks; null if it is not a member who asks
   */
  MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId);

  /**
   * Adds the membership if what was seen still holds and nothing stands against it.
   *
   * @param seen the facts that the decision relied on, as this store read them
   * @throws IllegalArgumentException if the membership is not the one that the facts are about
   */
  AddOutcome add(RoomMembership membership, MembershipFacts seen);

  /** The membership as it is now. */
  Optional<RoomMembership> find(MembershipKey key);

  /**
   * Gives the membership in the facts another role and the time of the change, if what was seen
   * still holds. It is refused if it takes away the room's last administrator.
   *
   * @param seen the facts that the decision relied on, as this store read them
   * @param updatedAt kept in whole milliseconds: a finer time is truncated
   * @throws IllegalArgumentException if there is no membership in the facts, or the time lies
   *     outside the years 1 to 9999
   */
  ChangeOutcome changeRole(MembershipFacts seen, Role role, Instant updatedAt);

  /**
   * Removes the membership in the facts, if what was seen still holds. It is refused if it leaves
   * the room with members and takes away its last administrator.
   *
   * @param seen the facts that the decision relied on, as this store read them
   * @throws IllegalArgumentException if there is no membership in the facts
   */
  ChangeOutcome remove(MembershipFacts seen);

  /**
   * Removes every membership of a member in one step, administrator or not: what a host that keeps
   * its own members calls when one of them goes. An add that had asked the host before the member
   * went may still land: call it once more when the actions then under way have ended.
   *
   * @return how many were removed
   */
  int removeAllOf(AccountId accountId, MemberId memberId);

  /**
   * A page of the memberships of a room, by member id. Empty if there is no such room.
   *
   * @param after the member id behind which the page begins, whether it is in the room or not; null
   *     for the first page
   * @param size how many memberships the page has at most: 1 or more
   * @throws IllegalArgumentException if the size is less than 1
   */
  Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size);

  /**
   * A page of the memberships of a member, by room id. Empty if there is no such member.
   *
   * @param after the room id behind which the page begins, whether the member is in it or not; null
   *     for the first page
   * @param size how many memberships the page has at most: 1 or more
   * @throws IllegalArgumentException if the size is less than 1
   */
  Page<RoomMembership> listByMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size);
}
