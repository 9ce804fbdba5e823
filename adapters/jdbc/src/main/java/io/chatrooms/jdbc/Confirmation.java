package io.chatrooms.jdbc;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

/** Makes a change if what it was decided on still holds: the write of the membership port. */
interface Confirmation {
  /**
   * See {@link io.chatrooms.core.membership.RoomMembershipRepository#confirm}.
   *
   * @param change follows from the facts
   * @param seen read by a {@link FactsReader}
   */
  Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen);
}
