package io.chatrooms.core.membership;

import io.chatrooms.core.value.Text;
import io.chatrooms.core.value.Times;
import io.chatrooms.core.value.ValueStyle;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * One member's place in one room. It begins when the member is added, its role may change, and it
 * ends when the member leaves, is removed, or goes with its room, or leaves its account. The role
 * lives and dies with it: added again, a member starts afresh. Immutable.
 */
@Value.Immutable
@ValueStyle
public abstract sealed class RoomMembership permits ImmutableRoomMembership {
  RoomMembership() {}

  /** Which member in which room. */
  public abstract MembershipKey key();

  /** What the member may do in the room. */
  public abstract Role role();

  /** Identifies the caller who added the member, in at most 2,048 code points. */
  public abstract String invitedBy();

  /** When it began or last changed, in whole milliseconds: a finer time is truncated. */
  public abstract Instant updatedAt();

  @Value.Check
  RoomMembership check() {
    Text.requireText(invitedBy());
    Instant updated = Times.truncate(updatedAt());
    return updated.equals(updatedAt()) ? this : builder().from(this).updatedAt(updated).build();
  }

  /**
   * An empty builder. Everything is required. It throws an {@link IllegalArgumentException} on a
   * text that is too long, or that holds a NUL or a lone surrogate, and on a time outside the years
   * 1 to 9999.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds memberships, from nothing or {@code from} another membership. */
  public static final class Builder extends ImmutableRoomMembership.Builder {
    Builder() {}
  }
}
