package io.chatrooms.core.member;

/**
 * What a member may do. A user is unregistered, registered or suspended; a bot is enabled or
 * stopped; a webhook is enabled.
 */
public enum MemberState {
  /** A user who was invited to the account and has not signed up yet. May be added to rooms. */
  UNREGISTERED,
  /** A user who has signed up. */
  REGISTERED,
  /** A user who may not act and may not be added to rooms. Existing memberships stay. */
  SUSPENDED,
  /** A bot that runs, or a webhook. */
  ENABLED,
  /** A bot that may not act and may not be added to rooms. Existing memberships stay. */
  STOPPED
}
