package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.value.Times;
import java.time.Instant;
import java.util.Optional;

/**
 * A member of the room has another role. Who invited the member stays.
 *
 * @param membership the membership that the change starts from
 * @param role the role that the member has afterwards
 * @param updatedAt when the role changed, in whole milliseconds: a finer time is truncated
 */
public record RoleChanged(RoomMembership membership, Role role, Instant updatedAt)
    implements MembershipChange {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the time is outside the years 1 to 9999
   */
  public RoleChanged {
    requireNonNull(membership, "membership");
    requireNonNull(role, "role");
    updatedAt = Times.truncate(updatedAt);
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
    return Optional.of(changed());
  }

  /** The membership afterwards. */
  public RoomMembership changed() {
    return RoomMembership.builder().from(membership).role(role).updatedAt(updatedAt).build();
  }
}
