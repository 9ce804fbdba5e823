package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.membership.RoomMembership;

/**
 * The member is in the room already, whatever the role asked for (409, rule CRM-13).
 *
 * @param standing the membership that stands, untouched
 */
public record Conflict(RoomMembership standing) implements Refusal {
  /** A refusal that shows what stands. */
  public Conflict {
    requireNonNull(standing, "standing");
  }

  @Override
  public Rule rule() {
    return Rule.CRM_13;
  }

  @Override
  public String message() {
    return "The member is already in the room";
  }

  @Override
  public <T> T matchRefusal(Cases<? extends T> cases) {
    return cases.conflict(this);
  }
}
