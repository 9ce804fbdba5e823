package io.chatrooms.core.room;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.value.Text;
import io.chatrooms.core.value.Times;
import io.chatrooms.core.value.ValueStyle;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * A room of an account. It keeps the membership limit that it was created with. Its name and invite
 * policy may change. When it is removed, its memberships are removed too. Its members are known by
 * their {@link io.chatrooms.core.membership.RoomMembership}. Immutable; {@code toString} leaves out
 * the name.
 */
@Value.Immutable
@ValueStyle
public abstract sealed class Room permits ImmutableRoom {
  /** How many memberships a room may have unless it is created with another limit: 1,000. */
  public static final int DEFAULT_MEMBERSHIP_LIMIT = 1_000;

  /** How many rooms an account may have unless a store is built with another limit: 1,500. */
  public static final int DEFAULT_ACCOUNT_LIMIT = 1_500;

  Room() {}

  /** The account that the room belongs to. */
  public abstract AccountId accountId();

  /** The room's id within the account. */
  public abstract RoomId roomId();

  /** The name, at most 2,048 code points. Sensitive; may be empty. */
  @Value.Redacted
  public abstract String name();

  /** The identifier of the caller who created the room, at most 2,048 code points. */
  public abstract String createdBy();

  /** When the room was created, in whole milliseconds: a finer time is truncated. */
  public abstract Instant createdAt();

  /** When the room last changed, in whole milliseconds. Default: when it was created. */
  @Value.Default
  public Instant updatedAt() {
    return createdAt();
  }

  /** Who may add members. Default: the room's administrators. */
  @Value.Default
  public InvitePolicy invitePolicy() {
    return InvitePolicy.ADMINISTRATORS;
  }

  /** How many memberships the room may have: 1 or more. Default: 1,000. */
  @Value.Default
  public int membershipLimit() {
    return DEFAULT_MEMBERSHIP_LIMIT;
  }

  /** True if every member of the room may add others, and not only its administrators. */
  public final boolean membersMayInvite() {
    return invitePolicy() == InvitePolicy.ALL_MEMBERS;
  }

  @Value.Check
  Room check() {
    Text.requireText(name());
    Text.requireText(createdBy());
    if (membershipLimit() < 1) {
      throw new IllegalArgumentException(
          "a room's membership limit is 1 or more, not " + membershipLimit());
    }
    Instant created = Times.truncate(createdAt());
    Instant updated = Times.truncate(updatedAt());
    return created.equals(createdAt()) && updated.equals(updatedAt())
        ? this
        : builder().from(this).createdAt(created).updatedAt(updated).build();
  }

  /**
   * Checks that a store may replace this room by the other: a room keeps its membership limit.
   *
   * @throws IllegalArgumentException if the limit is another
   */
  public final void requireReplaceableBy(Room changed) {
    if (membershipLimit() != changed.membershipLimit()) {
      throw new IllegalArgumentException(
          "a room that was created with a membership limit of %s cannot have one of %s"
              .formatted(membershipLimit(), changed.membershipLimit()));
    }
  }

  /**
   * Returns the limit of rooms an account may have, if it is one.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public static int requireAccountLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("an account's room limit is 1 or more, not " + limit);
    }
    return limit;
  }

  /**
   * A builder with nothing set. The ids, the name, the creator and the time of creation are
   * required. {@code build} throws an {@link IllegalArgumentException} if a text is too long or
   * contains a NUL or a lone surrogate, if the limit is less than 1, or if a time is outside the
   * years 1 to 9999.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds rooms. {@code from} copies another room. */
  public static final class Builder extends ImmutableRoom.Builder {
    Builder() {}
  }
}
