package io.chatrooms.core.action;

import static io.chatrooms.core.action.Decision.answer;
import static io.chatrooms.core.action.Decision.change;
import static io.chatrooms.core.action.UpdateRoomRule.URO_01;
import static io.chatrooms.core.action.UpdateRoomRule.URO_02;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomUpdated;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a room another name or another invite policy: the shared rules, then URO-01 and URO-02. See
 * {@link ChatRooms} for what holds of every action.
 */
public final class UpdateRoom {
  private final Asking<Result> asking;

  UpdateRoom(Asking.Ports ports) {
    asking = new Asking<>("UpdateRoom", ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the room
   * @param roomId the room
   * @param name the new name; absent, the name stays
   * @param invitePolicy {@code ADMINISTRATORS} or {@code ALL_MEMBERS}; absent, the policy stays
   */
  public record Request(
      @Nullable String accountId,
      @Nullable String roomId,
      @Nullable String name,
      @Nullable String invitePolicy) {
    /** Leaves out the name. */
    @Override
    public String toString() {
      return "Request[accountId=%s, roomId=%s, invitePolicy=%s]"
          .formatted(accountId, roomId, invitePolicy);
    }
  }

  /** Updated, or refused. */
  public sealed interface Result extends Outcome permits Updated, CommonRefusal {}

  /**
   * The room is as asked for (200).
   *
   * @param rule the rule that decided
   * @param room the room as it is now; the time is another one if something changed
   */
  public record Updated(Rule rule, Room room) implements Result {
    /** Checks that the parts are given. */
    public Updated {
      requireNonNull(rule, "rule");
      requireNonNull(room, "room");
    }
  }

  /** What is to change in which room. */
  record Command(
      AccountId accountId, RoomId roomId, Optional<String> name, Optional<InvitePolicy> policy)
      implements Parsing.RoomCommand {}

  /**
   * Updates the room, or refuses.
   *
   * @throws NullPointerException if an argument is null
   */
  public Result execute(Caller caller, Request request) {
    requireNonNull(request, "request");
    return asking.aboutRoom(
        caller,
        parsing -> parsed(parsing, request),
        (by, command, facts) -> decide(command, facts, asking.ports().clock()));
  }

  private static @Nullable Command parsed(Parsing parsing, Request request) {
    Parsing.OfRoom room = parsing.ofRoom(request.accountId(), request.roomId());
    Optional<String> name = parsing.name(request.name());
    Optional<InvitePolicy> policy = parsing.invitePolicy(request.invitePolicy());
    return room == null || !parsing.violations().isEmpty()
        ? null
        : new Command(room.accountId(), room.roomId(), name, policy);
  }

  static Decision<Result, RoomChange> decide(
      Command command, RoomFacts facts, InstantSource clock) {
    CommonRefusal refusal = SharedRules.refusal(facts);
    if (refusal != null) return answer(refusal);
    if (facts.byPlainMember())
      return answer(new Forbidden(URO_01, Reason.ROOM_CHANGE_BY_PLAIN_MEMBER));

    Room room = facts.room().orElseThrow();
    String name = command.name().orElse(room.name());
    InvitePolicy policy = command.policy().orElse(room.invitePolicy());
    if (name.equals(room.name()) && policy == room.invitePolicy())
      return answer(new Updated(URO_02, room));

    Room updated =
        Room.builder()
            .from(room)
            .name(name)
            .invitePolicy(policy)
            .updatedAt(clock.instant())
            .build();
    return change(new RoomUpdated(room, updated), new Updated(URO_02, updated));
  }
}
