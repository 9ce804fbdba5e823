package io.chatrooms.core.room;

/** Which members of a room may add others to it (CRM-01). */
public enum InvitePolicy {
  /** Only the room's administrators. */
  ADMINISTRATORS,
  /** Everyone in the room. A plain member may add plain members only. */
  ALL_MEMBERS
}
