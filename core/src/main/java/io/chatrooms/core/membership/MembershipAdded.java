package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A member that was not in the room is in it.
 *
 * @param membership the membership that is created
 */
public record MembershipAdded(RoomMembership membership) implements MembershipChange {
  /** Checks that the membership is given. */
  public MembershipAdded {
    requireNonNull(membership, "membership");
  }

  /**
   * The addition of the member in the key.
   *
   * @param invitedBy the identifier of the caller, at most 2,048 code points
   * @param addedAt when the member is added, in whole milliseconds: a finer time is truncated
   * @throws IllegalArgumentException if a membership cannot have the text or the time
   */
  public static MembershipAdded of(
      MembershipKey key, Role role, String invitedBy, Instant addedAt) {
    return new MembershipAdded(
        RoomMembership.builder()
            .key(key)
            .role(role)
            .invitedBy(invitedBy)
            .updatedAt(addedAt)
            .build());
  }

  @Override
  public MembershipKey key() {
    return membership.key();
  }

  @Override
  public Optional<RoomMembership> before() {
    return Optional.empty();
  }

  @Override
  public Optional<RoomMembership> after() {
    return Optional.of(membership);
  }
}
