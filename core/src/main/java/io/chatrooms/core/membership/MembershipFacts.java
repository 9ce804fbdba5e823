package io.chatrooms.core.membership;

import static io.chatrooms.core.membership.AccountFacts.requireAbout;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import java.util.Optional;

/**
 * All that a decision about one membership relies on: the membership and its member, with the facts
 * about the room, the account and the caller, as a store read them at one instant. The facts go
 * back to the store with the change that was decided on them. Immutable.
 *
 * @param room the facts about the room, the account and the caller
 * @param memberId the member that the facts are about
 * @param member empty if the account has no such member
 * @param membership the member's membership of the room; empty if it is not in the room
 * @param roomCount how many rooms the member is in: 0 or more
 * @param roomLimit how many rooms a member may be in: 1 or more
 */
public record MembershipFacts(
    RoomFacts room,
    MemberId memberId,
    Optional<Member> member,
    Optional<RoomMembership> membership,
    int roomCount,
    int roomLimit) {
  /**
   * Checks that the values are about the member and the room.
   *
   * @throws IllegalArgumentException if one is not, if the count is negative, or if the limit is
   *     less than 1
   */
  public MembershipFacts {
    requireNonNull(memberId, "memberId");
    if (member.isPresent()) {
      requireAbout(room.account().accountId(), member.get().accountId());
      requireAbout(memberId, member.get().memberId());
    }
    if (membership.isPresent()) {
      requireAbout(
          new MembershipKey(room.account().accountId(), room.roomId(), memberId),
          membership.get().key());
    }
    if (roomCount < 0) {
      throw new IllegalArgumentException("a count is 0 or more, not " + roomCount);
    }
    Member.requireRoomLimit(roomLimit);
  }

  /** The membership that the facts are about, whether it exists or not. */
  public MembershipKey key() {
    return new MembershipKey(room.account().accountId(), room.roomId(), memberId);
  }

  /**
   * The same facts after another change was made. Several changes that are confirmed together are
   * decided so, each after those before it.
   *
   * @param change of this membership or of another of the same account
   */
  public MembershipFacts after(MembershipChange change) {
    MembershipKey changed = change.key();
    boolean sameAccount = changed.accountId().equals(room.account().accountId());
    boolean sameMember = sameAccount && changed.memberId().equals(memberId);
    boolean sameRoom = sameAccount && changed.roomId().equals(room.roomId());
    if (!sameMember && !sameRoom) { // Stores ask this of every two changes of a group.
      return this;
    }
    return new MembershipFacts(
        room.after(change),
        memberId,
        member,
        sameMember && sameRoom ? change.after() : membership,
        sameMember ? roomCount + change.membershipsGained() : roomCount,
        roomLimit);
  }

  /** The member who asks; empty if the caller is not a member. */
  public Optional<MemberId> callerId() {
    return room.account().callerId();
  }

  /** True if the caller is the member that the facts are about. */
  public boolean isAboutCaller() {
    Optional<MemberId> callerId = callerId();
    return callerId.isPresent() && callerId.get().equals(memberId);
  }

  /** True if the member is in as many rooms as a member may be in. */
  public boolean isMemberFull() {
    return roomCount >= roomLimit;
  }

  /** True if the membership exists and is the room's only one with the role Administrator. */
  public boolean isLastAdministrator() {
    return membership.isPresent()
        && membership.get().role() == Role.ADMINISTRATOR
        && room.administratorCount() <= 1;
  }

  /**
   * True if a decision that relied on these facts may rely on the others, counts and membership
   * apart: account, room, caller, the caller's membership and the member are equal (promise 3).
   */
  boolean restOnTheSameAs(MembershipFacts others) {
    return room.restOnTheSameAs(others.room) && member.equals(others.member);
  }

  /** True if an addition is refused on these facts for the same reason as on the others. */
  boolean decideTheSameAs(MembershipFacts others) {
    return restOnTheSameAs(others)
        && membership.equals(others.membership)
        && room.isFull() == others.room.isFull()
        && isMemberFull() == others.isMemberFull();
  }
}
