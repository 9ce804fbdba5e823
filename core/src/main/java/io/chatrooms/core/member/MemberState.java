package io.chatrooms.core.member;

/**
 * What a member may do. A user has one of the first three states, a bot or webhook of the others.
 */
public enum MemberState {
  /** A user who was invited to the account and has not signed up yet; may be added to rooms. */
  UNREGISTERED,
  /** A user who has signed up. */
  REGISTERED,
  /** A user who may do nothing and be added nowhere, and who keeps its memberships. */
  SUSPENDED,
  /** A bot at work, or a webhook. */
  ENABLED,
  /** A bot that may do nothing and be added nowhere, and that keeps its memberships. */
  STOPPED
}
