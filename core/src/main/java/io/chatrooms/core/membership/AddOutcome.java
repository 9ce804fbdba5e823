package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

/** What came of {@link RoomMembershipRepository#add}: the first of these that holds (promise 2). */
public sealed interface AddOutcome {
  /** The room, or the member, is no longer there. */
  record Gone() implements AddOutcome {}

  /** Something that the decision relied on has changed: read the facts and decide again. */
  record Stale() implements AddOutcome {}

  /**
   * The member is in the room already.
   *
   * @param standing its membership, untouched
   */
  record AlreadyMember(RoomMembership standing) implements AddOutcome {
    /** An outcome that shows what stands. */
    public AlreadyMember {
      requireNonNull(standing, "standing");
    }
  }

  /**
   * The room has as many memberships as it may have.
   *
   * @param limit how many that is
   */
  record RoomFull(int limit) implements AddOutcome {}

  /**
   * The member is in as many rooms as it may be.
   *
   * @param limit how many that is
   */
  record MemberFull(int limit) implements AddOutcome {}

  /** The membership stands, exactly as it was given. */
  record Added() implements AddOutcome {}
}
