package io.chatrooms.core.room;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.value.Text;
import io.chatrooms.core.value.Times;
import io.chatrooms.core.value.ValueStyle;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * A room of an account. It is created with a membership limit, which then stays; its name and
 * invite policy may change; when it is removed, its memberships go with it. Who is in it is told by
 * {@link io.chatrooms.core.membership.RoomMembership}. Immutable; {@code toString} leaves out the
 * name.
 */
@Value.Immutable
@ValueStyle
public abstract sealed class Room permits ImmutableRoom {
  /** How many memberships a room has at most, unless it was created with another limit: 1,000. */
  public static final int DEFAULT_MEMBERSHIP_LIMIT = 1_000;

  Room() {}

  /** The account that it belongs to. */
  public abstract AccountId accountId();

  /** Names it within the account. */
  public abstract RoomId roomId();

  /** What people call it, in at most 2,048 code points. Sensitive; may be empty. */
  @Value.Redacted
  public abstract String name();

  /** Identifies the caller who created it, in at most 2,048 code points. */
  public abstract String createdBy();

  /** When it was created, in whole milliseconds: a finer time is truncated. */
  public abstract Instant createdAt();

  /** When it last changed, in whole milliseconds; when it was created unless told otherwise. */
  @Value.Default
  public Instant updatedAt() {
    return createdAt();
  }

  /** Who may add members; its administrators unless told otherwise. */
  @Value.Default
  public InvitePolicy invitePolicy() {
    return InvitePolicy.ADMINISTRATORS;
  }

  /** How many memberships it has at most: 1 or more, 1,000 unless told otherwise. */
  @Value.Default
  public int membershipLimit() {
    return DEFAULT_MEMBERSHIP_LIMIT;
  }

  @Value.Check
  Room check() {
    Text.requireText(name());
    Text.requireText(createdBy());
    if (membershipLimit() < 1) {
      throw new IllegalArgumentException("a room's membership limit is 1 or more");
    }
    Instant created = Times.truncate(createdAt());
    Instant updated = Times.truncate(updatedAt());
    return created.equals(createdAt()) && updated.equals(updatedAt())
        ? this
        : builder().from(this).createdAt(created).updatedAt(updated).build();
  }

  /**
   * An empty builder. The ids, the name, the creator and the time of creation are required. It
   * throws an {@link IllegalArgumentException} on a text that is too long, or that holds a NUL or a
   * lone surrogate, on a limit below 1, and on a time outside the years 1 to 9999.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds rooms, from nothing or {@code from} another room. */
  public static final class Builder extends ImmutableRoom.Builder {
    Builder() {}
  }
}
