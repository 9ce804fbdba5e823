package io.chatrooms.core.membership;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores who is in which room, and keeps the rules when many callers change it at once. An
 * implementation, together with the repositories of accounts, rooms and members over the same data,
 * keeps the promises below. Implementations are safe for use by many threads.
 *
 * <ol>
 *   <li><b>One instant.</b> Facts, and every page, are read at one instant, or so that it makes no
 *       difference.
 *   <li><b>All or nothing.</b> {@link #confirm} makes the change whole, or changes nothing and
 *       returns facts that held at an instant during the call.
 *   <li><b>Only on what was seen.</b> It makes the change only if the account, the room, the
 *       caller, the caller's membership and the member still equal what was seen, and for a change
 *       of a membership that membership too. Counts are not compared. A store may also decline
 *       because one of these, or another membership of the room, was written and these read the
 *       same; it never declines again and again because of plain adds alone. The check and the
 *       write are one step: nobody sees something that was seen change, then no membership, then
 *       the membership.
 *   <li><b>No twins.</b> Of adds of one room and member, at most one is made while the membership
 *       exists. Of creations with one room id, or with one token, at most one is made while the
 *       room exists.
 *   <li><b>No limit passed.</b> A room never has more memberships than its limit, nor a member more
 *       than its own, in any interleaving. No creation gives an account more rooms than its limit.
 *   <li><b>An administrator is left.</b> No change takes a room's last administrator while members
 *       remain. The removal of the administrator from the account is no such change.
 *   <li><b>Once.</b> Of several changes that start from the same membership, such as two removals
 *       or a removal and a change of role, one is made.
 *   <li><b>Seen.</b> What was confirmed is seen by every read that begins afterwards.
 *   <li><b>Whole listings.</b> A listing is in the order of the id's code points, complete, and
 *       without repeats for those who stay. It announces a next page only if there is one.
 *   <li><b>No orphans.</b> With a room or a member its memberships are removed, in the same step,
 *       which nobody sees half done. Counts equal what they count.
 *   <li><b>Two failures.</b> A store that fails throws a {@link
 *       io.chatrooms.core.store.StoreUnavailableException}, worth trying later, or a {@link
 *       io.chatrooms.core.store.StoreBrokenException}. Both say whether the outcome is unknown.
 *   <li><b>Nothing bent.</b> Values are returned exactly as they were stored: ids, names, e-mail
 *       addresses, and times in whole milliseconds.
 * </ol>
 *
 * <p>{@link MembershipChange#mayBeMade} is promises 3 to 7 as a pure function. A store with locks
 * takes them, reads the facts, calls it, and applies the change or returns the facts. A store may
 * instead guard its write with conditions of its own, such as versions, that never make a change
 * that the function would not.
 *
 * <p>Where the host keeps the members ({@link io.chatrooms.core.member.MemberDirectory}), the
 * directory is asked before the other facts are read. {@code confirm} does not ask it again: caller
 * and member are then not compared, and the facts that it returns repeat what was seen of them. The
 * host calls {@link #removeAllOf} when one of its members is removed.
 *
 * <p>In a transaction of the host, others see what was confirmed (promise 8) when the host has
 * committed, and until then every outcome is provisional.
 */
public interface RoomMembershipRepository {
  /**
   * The facts about a membership and about whoever asks.
   *
   * @param callerId the member who asks; null if the caller is not a member
   */
  MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId);

  /**
   * The facts about several memberships of one account, all at one instant, in a number of
   * statements or steps that does not depend on how many there are.
   *
   * @param questions in any number, any order, and with repeats
   * @return the facts in the order of the questions
   * @throws IllegalArgumentException if a question is about another account
   */
  List<MembershipFacts> factsOf(AccountId accountId, List<MembershipQuestion> questions);

  /**
   * Makes the change if what it was decided on still holds and no invariant breaks.
   *
   * @param seen the facts that the change was decided on, as this store read them
   * @return empty if the change was made; otherwise the facts that hold instead
   * @throws IllegalArgumentException if the change does not follow from the facts ({@link
   *     MembershipChange#requireDecidedOn}), or if the store knows its facts by a stamp and another
   *     kind of store read these
   */
  Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen);

  /**
   * Confirms several proposals of one account in one step, in the order given, as if each were
   * confirmed alone after those before it: all steps of a proposal are made, or none. What one
   * proposal breaks is no business of the others. If the store fails, none is made, or the outcome
   * of all is unknown. The number of statements does not depend on how many proposals there are,
   * and proposals in opposite orders do not deadlock.
   *
   * @param proposals in any number
   * @return for each proposal, in their order: an empty list if it was made; otherwise the facts
   *     that hold instead, one for each of its steps, where none of its own steps is made
   * @throws IllegalArgumentException if a proposal is about another account, or if the store knows
   *     its facts by a stamp and another kind of store read these
   */
  List<List<MembershipFacts>> confirmAll(AccountId accountId, List<Proposal> proposals);

  /** The membership as it is now. */
  Optional<RoomMembership> find(MembershipKey key);

  /**
   * Removes every membership of a member in one step, the last administrator's too. A host that
   * keeps its own members calls it when one of them is removed. An add that asked the directory
   * before that may still be confirmed, so the host calls it again when the actions that were under
   * way have ended.
   *
   * @return how many memberships were removed
   */
  int removeAllOf(AccountId accountId, MemberId memberId);

  /**
   * A page of the memberships of a room by member id, their members, and the facts about whoever
   * asks: all at one instant and in one statement. A directory of the host is asked for the caller
   * before, and for all members of the page at once afterwards, if the facts permit the caller to
   * see them ({@link RoomFacts#permitAccess}).
   *
   * @param callerId the member who asks; null if the caller is not a member
   * @param after the member id that the page begins after, whether the member is in the room or
   *     not; null for the first page
   * @param size how many memberships the page has at most: 1 or more
   * @throws IllegalArgumentException if the size is less than 1
   */
  MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size);

  /**
   * A page of the memberships of a room, by member id. Empty if there is no such room.
   *
   * @param after the member id that the page begins after, whether the member is in the room or
   *     not; null for the first page
   * @param size how many memberships the page has at most: 1 or more
   * @throws IllegalArgumentException if the size is less than 1
   */
  Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size);

  /**
   * A page of the memberships of a member, by room id. Empty if there is no such member.
   *
   * @param after the room id that the page begins after, whether the member is in the room or not;
   *     null for the first page
   * @param size how many memberships the page has at most: 1 or more
   * @throws IllegalArgumentException if the size is less than 1
   */
  Page<RoomMembership> listByMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size);
}
