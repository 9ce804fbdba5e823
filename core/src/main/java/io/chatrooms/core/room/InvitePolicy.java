package io.chatrooms.core.room;

/** Which members of a room may add others to it (rule CRM-09). */
public enum InvitePolicy {
  /** The room's administrators. */
  ADMINISTRATORS,
  /** Everyone in the room, though a plain member adds plain members only. */
  ALL_MEMBERS
}
