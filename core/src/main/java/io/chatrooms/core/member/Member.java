package io.chatrooms.core.member;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.value.Text;
import io.chatrooms.core.value.ValueStyle;
import org.immutables.value.Value;

/**
 * A user, a bot or a webhook of an account. A member keeps the type that it was created with. A
 * user may be suspended and activated again; a bot may be stopped and started again. When a member
 * is removed from its account, its memberships are removed too. Immutable; {@code toString} leaves
 * out the e-mail address and the name.
 */
@Value.Immutable
@ValueStyle
public abstract sealed class Member permits ImmutableMember {
  /** How many rooms a member may be in unless a store is built with another limit: 1,000. */
  public static final int DEFAULT_ROOM_LIMIT = 1_000;

  Member() {}

  /** The account that the member belongs to. */
  public abstract AccountId accountId();

  /** The member's id within the account. */
  public abstract MemberId memberId();

  /** User, bot or webhook. */
  public abstract MemberType type();

  /** The e-mail address, at most 2,048 code points. Sensitive. Default: empty. */
  @Value.Default
  @Value.Redacted
  public String email() {
    return "";
  }

  /** The full name, at most 2,048 code points. Sensitive. Default: empty. */
  @Value.Default
  @Value.Redacted
  public String fullName() {
    return "";
  }

  /** What the member may do. Default: a user is registered, a bot or a webhook enabled. */
  @Value.Default
  public MemberState state() {
    return type() == MemberType.USER ? MemberState.REGISTERED : MemberState.ENABLED;
  }

  /** True if it is a user. */
  public final boolean isUser() {
    return type() == MemberType.USER;
  }

  /** True if it is a bot. */
  public final boolean isBot() {
    return type() == MemberType.BOT;
  }

  /** True if it is a webhook. */
  public final boolean isWebhook() {
    return type() == MemberType.WEBHOOK;
  }

  /** True if it is a suspended user. */
  public final boolean isSuspended() {
    return state() == MemberState.SUSPENDED;
  }

  /** True if it is a stopped bot. */
  public final boolean isStopped() {
    return state() == MemberState.STOPPED;
  }

  @Value.Check
  void check() {
    Text.requireText(email());
    Text.requireText(fullName());
    boolean possible =
        switch (state()) {
          case UNREGISTERED, REGISTERED, SUSPENDED -> type() == MemberType.USER;
          case ENABLED -> type() != MemberType.USER;
          case STOPPED -> type() == MemberType.BOT;
        };
    if (!possible) {
      throw new IllegalArgumentException("a " + type().apiName() + " cannot be " + state());
    }
  }

  /**
   * Checks that a store may replace this member by the other: a member keeps its type.
   *
   * @throws IllegalArgumentException if the type is another
   */
  public final void requireReplaceableBy(Member changed) {
    if (type() != changed.type()) {
      throw new IllegalArgumentException(
          "a member that was created as a %s cannot become a %s"
              .formatted(type().apiName(), changed.type().apiName()));
    }
  }

  /**
   * Returns the limit of rooms a member may be in, if it is one.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public static int requireRoomLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a member's room limit is 1 or more, not " + limit);
    }
    return limit;
  }

  /**
   * A builder with nothing set. The ids and the type are required. {@code build} throws an {@link
   * IllegalArgumentException} if a text is too long or contains a NUL or a lone surrogate, or if
   * members of the type cannot have the state.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds members. {@code from} copies another member. */
  public static final class Builder extends ImmutableMember.Builder {
    Builder() {}
  }
}
