package io.chatrooms.core.membership;

import io.chatrooms.core.value.Text;
import io.chatrooms.core.value.Times;
import io.chatrooms.core.value.ValueStyle;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * One member's membership of one room. It begins when the member is added. Its role may change. It
 * ends when the member leaves or is removed from the room, or when the room or the member is
 * removed. A member that is added again gets a fresh membership. Immutable.
 */
@Value.Immutable
@ValueStyle
public abstract sealed class RoomMembership permits ImmutableRoomMembership {
  RoomMembership() {}

  /** The account, the room and the member. */
  public abstract MembershipKey key();

  /** What the member may do in the room. */
  public abstract Role role();

  /** The identifier of the caller who added the member, at most 2,048 code points. */
  public abstract String invitedBy();

  /** When it began or its role last changed, in whole milliseconds: a finer time is truncated. */
  public abstract Instant updatedAt();

  @Value.Check
  RoomMembership check() {
    Text.requireText(invitedBy());
    Instant updated = Times.truncate(updatedAt());
    return updated.equals(updatedAt()) ? this : builder().from(this).updatedAt(updated).build();
  }

  /**
   * A builder with nothing set. Everything is required. {@code build} throws an {@link
   * IllegalArgumentException} if the text is too long or contains a NUL or a lone surrogate, or if
   * the time is outside the years 1 to 9999.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds memberships. {@code from} copies another membership. */
  public static final class Builder extends ImmutableRoomMembership.Builder {
    Builder() {}
  }
}
