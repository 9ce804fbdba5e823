package io.chatrooms.core.member;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.value.Text;
import io.chatrooms.core.value.ValueStyle;
import org.immutables.value.Value;

/**
 * Who can be in a room: a user, a bot or a webhook of an account. A member keeps the type that it
 * was created with; a user may be suspended and taken up again, a bot stopped and started. When it
 * is removed from its account, its memberships go with it. Immutable; {@code toString} leaves out
 * e-mail address and name.
 */
@Value.Immutable
@ValueStyle
public abstract sealed class Member permits ImmutableMember {
  Member() {}

  /** The account that it belongs to. */
  public abstract AccountId accountId();

  /** Names it within the account. */
  public abstract MemberId memberId();

  /** What it is. */
  public abstract MemberType type();

  /** Its e-mail address, in at most 2,048 code points. Sensitive; empty unless told otherwise. */
  @Value.Default
  @Value.Redacted
  public String email() {
    return "";
  }

  /** Its full name, in at most 2,048 code points. Sensitive; empty unless told otherwise. */
  @Value.Default
  @Value.Redacted
  public String fullName() {
    return "";
  }

  /** What it may do; a user is registered, a bot or webhook enabled, unless told otherwise. */
  @Value.Default
  public MemberState state() {
    return type() == MemberType.USER ? MemberState.REGISTERED : MemberState.ENABLED;
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
      throw new IllegalArgumentException("a " + type().apiName() + " is never " + state());
    }
  }

  /**
   * An empty builder. The ids and the type are required. It throws an {@link
   * IllegalArgumentException} on a text that is too long, or that holds a NUL or a lone surrogate,
   * and on a state that a member of the type never has.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds members, from nothing or {@code from} another member. */
  public static final class Builder extends ImmutableMember.Builder {
    Builder() {}
  }
}
