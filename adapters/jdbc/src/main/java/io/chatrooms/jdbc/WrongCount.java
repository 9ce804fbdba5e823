package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;

/**
 * A count that does not equal the rows that it counts, because somebody changed rows by hand.
 * Immutable.
 *
 * @param kind what is counted
 * @param accountId the account
 * @param id the id of the room or the member, or of the account if its rooms are counted
 * @param stored the count in its column
 * @param counted how many rows there are
 */
public record WrongCount(Kind kind, AccountId accountId, String id, int stored, int counted) {
  /** What is counted. */
  public enum Kind {
    /** The memberships of a room. */
    MEMBERSHIPS_OF_ROOM,
    /** The administrators of a room. */
    ADMINISTRATORS_OF_ROOM,
    /** The rooms of a member. */
    ROOMS_OF_MEMBER,
    /** The rooms of an account. */
    ROOMS_OF_ACCOUNT
  }
}
