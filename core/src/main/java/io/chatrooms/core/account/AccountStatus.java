package io.chatrooms.core.account;

/** Whether an account may be used. */
public enum AccountStatus {
  /** In use. */
  ACTIVE,
  /** Every action in it is refused; what is in it stays. */
  SUSPENDED
}
