package io.chatrooms.core.action;

import static io.chatrooms.core.action.Decision.answer;
import static io.chatrooms.core.action.GetRoomRule.GRO_01;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.room.Room;
import org.jspecify.annotations.Nullable;

/**
 * Reads a room: the shared rules, then GRO-01. See {@link ChatRooms} for what holds of every
 * action.
 */
public final class GetRoom {
  private final Asking<Result> asking;

  GetRoom(Asking.Ports ports) {
    asking = new Asking<>("GetRoom", ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the room
   * @param roomId the room
   */
  public record Request(@Nullable String accountId, @Nullable String roomId) {}

  /** Found, or refused. */
  public sealed interface Result extends Outcome permits Found, CommonRefusal {}

  /**
   * The room exists (200).
   *
   * @param rule the rule that decided
   * @param room the room
   */
  public record Found(Rule rule, Room room) implements Result {
    /** Checks that the parts are given. */
    public Found {
      requireNonNull(rule, "rule");
      requireNonNull(room, "room");
    }
  }

  /**
   * Reads the room, or refuses.
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
    return answer(new Found(GRO_01, facts.room().orElseThrow()));
  }
}
