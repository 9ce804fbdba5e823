package io.chatrooms.core.account;

import io.chatrooms.core.value.ValueStyle;
import org.immutables.value.Value;

/**
 * The tenant. An account is opened active; it may be suspended and taken up again, and it may
 * change its type. It is never removed. Immutable.
 */
@Value.Immutable
@ValueStyle
public abstract sealed class Account permits ImmutableAccount {
  Account() {}

  /** Names it. */
  public abstract AccountId accountId();

  /** Its kind. */
  public abstract AccountType type();

  /** Whether it may be used; active unless told otherwise. */
  @Value.Default
  public AccountStatus status() {
    return AccountStatus.ACTIVE;
  }

  /** True if rooms exist in accounts of this type: all but Team. */
  public final boolean holdsRooms() {
    return type() != AccountType.TEAM;
  }

  /** True if every action in it is refused. */
  public final boolean isSuspended() {
    return status() == AccountStatus.SUSPENDED;
  }

  /** An empty builder. The id and the type are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds accounts, from nothing or {@code from} another account. */
  public static final class Builder extends ImmutableAccount.Builder {
    Builder() {}
  }
}
