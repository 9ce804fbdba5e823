package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.membership.RoomMembership;

/**
 * The member is already in the room, whatever the role asked for (409).
 *
 * @param rule the rule that decided
 * @param membership the existing membership, which is unchanged
 */
public record Conflict(Rule rule, RoomMembership membership)
    implements Refusal, CreateRoomMembership.Result {
  /** Checks that both parts are given. */
  public Conflict {
    requireNonNull(rule, "rule");
    requireNonNull(membership, "membership");
  }

  @Override
  public Kind kind() {
    return Kind.CONFLICT;
  }

  @Override
  public String message() {
    return "The member is already in the room";
  }
}
