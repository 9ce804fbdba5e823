package io.chatrooms.core.action;

import static io.chatrooms.core.action.Decision.answer;
import static io.chatrooms.core.action.Decision.change;
import static io.chatrooms.core.action.DeleteRoomRule.DRO_01;
import static io.chatrooms.core.action.DeleteRoomRule.DRO_02;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomRemoved;
import io.chatrooms.core.room.Room;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a room and its memberships in one step: the shared rules, then DRO-01 and DRO-02. See
 * {@link ChatRooms} for what holds of every action.
 */
public final class DeleteRoom {
  private final Asking<Result> asking;

  DeleteRoom(Asking.Ports ports) {
    asking = new Asking<>("DeleteRoom", ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the room
   * @param roomId the room to delete
   */
  public record Request(@Nullable String accountId, @Nullable String roomId) {}

  /** Deleted, or refused. */
  public sealed interface Result extends Outcome permits Deleted, CommonRefusal {}

  /**
   * The room was deleted with its memberships, and the idempotency token that created it is free
   * again (204).
   *
   * @param rule the rule that decided
   * @param room the room that was deleted
   */
  public record Deleted(Rule rule, Room room) implements Result {
    /** Checks that the parts are given. */
    public Deleted {
      requireNonNull(rule, "rule");
      requireNonNull(room, "room");
    }
  }

  /**
   * Deletes the room, or refuses.
   *
   * @throws NullPointerException if an argument is null
   */
  public Result execute(Caller caller, Request request) {
    requireNonNull(request, "request");
    return asking.aboutRoom(
        caller,
        parsing -> parsing.ofRoom(request.accountId(), request.roomId()),
        (by, command, facts) -> decide(facts));
  }

  static Decision<Result, RoomChange> decide(RoomFacts facts) {
    CommonRefusal refusal = SharedRules.refusal(facts);
    if (refusal != null) return answer(refusal);
    if (facts.byPlainMember())
      return answer(new Forbidden(DRO_01, Reason.ROOM_REMOVAL_BY_PLAIN_MEMBER));

    Room room = facts.room().orElseThrow();
    return change(new RoomRemoved(room), new Deleted(DRO_02, room));
  }
}
