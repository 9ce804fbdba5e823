package io.chatrooms.core.membership;

import static io.chatrooms.core.membership.AccountFacts.requireAbout;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.Optional;

/**
 * A room and the caller's membership of it, with the facts about the account, as a store read them
 * at one instant. Immutable.
 *
 * @param account the facts about the account and the caller
 * @param roomId the room that the facts are about
 * @param room empty if there is no such room
 * @param callerMembership the caller's membership of the room; empty if it has none or is not a
 *     member
 * @param membershipCount how many memberships the room has: 0 or more
 * @param administratorCount how many of them have the role Administrator: 0 or more
 */
public record RoomFacts(
    AccountFacts account,
    RoomId roomId,
    Optional<Room> room,
    Optional<RoomMembership> callerMembership,
    int membershipCount,
    int administratorCount) {
  /**
   * Checks that the values are about the room and the caller.
   *
   * @throws IllegalArgumentException if one is not, or if a count is negative
   */
  public RoomFacts {
    requireNonNull(roomId, "roomId");
    if (room.isPresent()) {
      requireAbout(account.accountId(), room.get().accountId());
      requireAbout(roomId, room.get().roomId());
    }
    if (callerMembership.isPresent()) {
      MembershipKey key = callerMembership.get().key();
      requireAbout(account.accountId(), key.accountId());
      requireAbout(roomId, key.roomId());
      requireAbout(account.callerId(), Optional.of(key.memberId()));
    }
    if (membershipCount < 0 || administratorCount < 0) {
      throw new IllegalArgumentException(
          "a count is 0 or more, not " + Math.min(membershipCount, administratorCount));
    }
  }

  /**
   * The same facts after a change of a membership was made.
   *
   * @param change of this room or of another
   */
  RoomFacts after(MembershipChange change) {
    MembershipKey key = change.key();
    if (!key.accountId().equals(account.accountId()) || !key.roomId().equals(roomId)) {
      return this;
    }
    return new RoomFacts(
        account,
        roomId,
        room,
        account.callerId().equals(Optional.of(key.memberId())) ? change.after() : callerMembership,
        membershipCount + change.membershipsGained(),
        administratorCount + change.administratorsGained());
  }

  /**
   * True if they have an account, a room, and, if a member asks, a caller who is in the room. On
   * other facts no rule permits a change of the room, nor a look into it.
   */
  public boolean permitAccess() {
    return account.account().isPresent()
        && room.isPresent()
        && (account.callerId().isEmpty()
            || (account.caller().isPresent() && callerMembership.isPresent()));
  }

  /**
   * True if a decision that relied on these facts may rely on the others, counts apart (promise 3).
   */
  boolean restOnTheSameAs(RoomFacts others) {
    return account.restOnTheSameAs(others.account)
        && room.equals(others.room)
        && callerMembership.equals(others.callerMembership);
  }

  /** True if the caller is in the room with the role Member. */
  public boolean byPlainMember() {
    return callerMembership.isPresent() && callerMembership.get().role() == Role.MEMBER;
  }

  /** True if the room exists and has as many memberships as its limit allows. */
  public boolean isFull() {
    return room.isPresent() && membershipCount >= room.get().membershipLimit();
  }
}
