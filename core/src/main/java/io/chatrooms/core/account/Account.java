package io.chatrooms.core.account;

import io.chatrooms.core.value.ValueStyle;
import org.immutables.value.Value;

/**
 * The tenant. An account is created active. It may be suspended and activated again, and its type
 * may change. It is never removed. Immutable.
 */
@Value.Immutable
@ValueStyle
public abstract sealed class Account permits ImmutableAccount {
  Account() {}

  /** The account's id. */
  public abstract AccountId accountId();

  /** Whether it is a Team account or one of the Enterprise types. */
  public abstract AccountType type();

  /** Whether it may be used. Default: active. */
  @Value.Default
  public AccountStatus status() {
    return AccountStatus.ACTIVE;
  }

  /** True if accounts of this type can have rooms: all but Team. */
  public final boolean holdsRooms() {
    return type() != AccountType.TEAM;
  }

  /** True if the account is suspended, so that every action in it is refused (ANY-06). */
  public final boolean isSuspended() {
    return status() == AccountStatus.SUSPENDED;
  }

  /** A builder with nothing set. The id and the type are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds accounts. {@code from} copies another account. */
  public static final class Builder extends ImmutableAccount.Builder {
    Builder() {}
  }
}
