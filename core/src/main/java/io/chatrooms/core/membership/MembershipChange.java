package io.chatrooms.core.membership;

import java.util.Optional;

/**
 * A change of one membership that a decision asks for, as a value. A store makes it whole or not at
 * all. Every change says which membership it starts from and which it ends with, so a store applies
 * all of them in the same way: insert if there was none before, delete if there is none after,
 * update otherwise. Immutable.
 */
public sealed interface MembershipChange permits MembershipAdded, RoleChanged, MembershipRemoved {
  /** The membership that changes. */
  MembershipKey key();

  /** The membership that the change starts from; empty if it is added. */
  Optional<RoomMembership> before();

  /** The membership that the change ends with; empty if it is removed. */
  Optional<RoomMembership> after();

  /** How many memberships the room, and the member, have more afterwards: 1, 0 or -1. */
  default int membershipsGained() {
    return one(after().isPresent()) - one(before().isPresent());
  }

  /** How many administrators the room has more afterwards: 1, 0 or -1. */
  default int administratorsGained() {
    return one(isAdministrator(after())) - one(isAdministrator(before()));
  }

  private static boolean isAdministrator(Optional<RoomMembership> membership) {
    return membership.isPresent() && membership.get().role() == Role.ADMINISTRATOR;
  }

  private static int one(boolean counts) {
    return counts ? 1 : 0;
  }

  /**
   * Checks what a store takes for granted of a change and the facts that it was decided on. Every
   * store calls this first.
   *
   * @throws IllegalArgumentException if the facts are about another membership, if the change
   *     starts from another membership than the facts show, or if the facts lack an account, a
   *     room, a caller who is in the room if a member asks, or a member to add: no rule permits a
   *     change on such facts
   */
  default void requireDecidedOn(MembershipFacts seen) {
    if (!key().equals(seen.key())) {
      throw new IllegalArgumentException(
          "the change is about %s, and the facts are about %s".formatted(key(), seen.key()));
    }
    if (!before().equals(seen.membership())) {
      throw new IllegalArgumentException(
          "the change starts from %s, and the facts show %s"
              .formatted(before(), seen.membership()));
    }
    if (!seen.room().permitAccess() || (before().isEmpty() && seen.member().isEmpty())) {
      throw new IllegalArgumentException("no change of %s follows from its facts".formatted(key()));
    }
  }

  /**
   * True if the change, decided on the facts {@code seen}, may be made where the facts {@code now}
   * hold: what the decision relied on is still so (promise 3), the membership is the one that the
   * change starts from (promises 4 and 7), no limit is passed (promise 5), and the room keeps an
   * administrator (promise 6). A store that holds its locks, or is in its transaction, reads {@code
   * now} and asks.
   */
  default boolean mayBeMade(MembershipFacts seen, MembershipFacts now) {
    return seen.restOnTheSameAs(now)
        && before().equals(now.membership())
        && (membershipsGained() < 1 || !(now.room().isFull() || now.isMemberFull()))
        && (administratorsGained() > -1
            || !now.isLastAdministrator()
            || now.room().membershipCount() + membershipsGained() == 0);
  }
}
