package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A member that was in the room is no longer in it.
 *
 * @param membership the membership that ends
 */
public record MembershipRemoved(RoomMembership membership) implements MembershipChange {
  /** Checks that the membership is given. */
  public MembershipRemoved {
    requireNonNull(membership, "membership");
  }

  @Override
  public MembershipKey key() {
    return membership.key();
  }

  @Override
  public Optional<RoomMembership> before() {
    return Optional.of(membership);
  }

  @Override
  public Optional<RoomMembership> after() {
    return Optional.empty();
  }
}
