package io.chatrooms.core.account;

/** Whether an account may be used. */
public enum AccountStatus {
  /** The account may be used. */
  ACTIVE,
  /** Every action in the account is refused. Its rooms, members and memberships stay. */
  SUSPENDED
}
