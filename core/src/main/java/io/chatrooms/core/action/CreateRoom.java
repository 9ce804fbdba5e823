package io.chatrooms.core.action;

import static io.chatrooms.core.action.CreateRoomRule.CRO_01;
import static io.chatrooms.core.action.CreateRoomRule.CRO_02;
import static io.chatrooms.core.action.CreateRoomRule.CRO_03;
import static io.chatrooms.core.action.CreateRoomRule.CRO_04;
import static io.chatrooms.core.action.CreateRoomRule.CRO_05;
import static io.chatrooms.core.action.CreateRoomRule.CRO_06;
import static io.chatrooms.core.action.Decision.answer;
import static io.chatrooms.core.action.Decision.change;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreBrokenException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates a room. A caller who is a member becomes its first administrator in the same step. The
 * shared rules come first, then CRO-01 to CRO-06. See {@link ChatRooms} for what holds of every
 * action.
 */
public final class CreateRoom {
  private final Asking<Result> asking;

  CreateRoom(Asking.Ports ports) {
    asking = new Asking<>("CreateRoom", ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the room
   * @param name the name of the room
   * @param clientRequestToken an idempotency token of the caller's: as long as the room that it
   *     created exists, the same request finds that room and creates none
   */
  public record Request(
      @Nullable String accountId, @Nullable String name, @Nullable String clientRequestToken) {
    /** Leaves out the name and the token. */
    @Override
    public String toString() {
      return "Request[accountId=%s]".formatted(accountId);
    }
  }

  /** Created, or refused. */
  public sealed interface Result extends Outcome
      permits Created, CommonRefusal, ResourceLimitExceeded {}

  /**
   * The room exists (201).
   *
   * @param rule the rule that decided: CRO-03 if the same request had created it before
   * @param room the room
   */
  public record Created(Rule rule, Room room) implements Result {
    /** Checks that the parts are given. */
    public Created {
      requireNonNull(rule, "rule");
      requireNonNull(room, "room");
    }
  }

  /** Which room to create in which account. */
  record Command(AccountId accountId, String name, Optional<String> token)
      implements Asking.Command {
    /** The token of one caller; an account administrator and a member may have the same name. */
    Optional<IdempotencyToken> tokenOf(Caller.Authenticated by) {
      String kind = by.memberId().isPresent() ? "member" : "administrator";
      String account = accountId.value();
      return token.map(
          text ->
              new IdempotencyToken(
                  Digest.of(account, kind, by.identifier(), text),
                  Digest.of(account, kind, by.identifier(), text, name)));
    }
  }

  /**
   * Creates the room, or refuses.
   *
   * @throws NullPointerException if an argument is null
   */
  public Result execute(Caller caller, Request request) {
    requireNonNull(request, "request");
    return asking.execute(caller, parsing -> parsed(parsing, request), this::created);
  }

  private static @Nullable Command parsed(Parsing parsing, Request request) {
    AccountId accountId = parsing.accountId(request.accountId());
    String name = parsing.requiredName(request.name());
    Optional<String> token = parsing.clientRequestToken(request.clientRequestToken());
    return accountId == null || name == null || !parsing.violations().isEmpty()
        ? null
        : new Command(accountId, name, token);
  }

  private Result created(Caller.Authenticated by, Command command) {
    return asking.decided(
        factsOfNew(by, command),
        facts -> decide(by, command, facts, asking.ports().clock()),
        (room, seen) ->
            asking
                .ports()
                .rooms()
                .create(room, seen)
                .map(instead -> about(by, command, seen.roomId(), instead)),
        instead ->
            instead.idTaken() && creates(by, command, instead) ? factsOfNew(by, command) : instead,
        Asking.ATTEMPTS);
  }

  /** With an id that no room of the account has, unless the request is refused with any id. */
  private NewRoomFacts factsOfNew(Caller.Authenticated by, Command command) {
    MemberId callerId = by.memberId().orElse(null);
    IdempotencyToken token = command.tokenOf(by).orElse(null);
    for (int attempt = 1; attempt <= Asking.ATTEMPTS; attempt++) {
      RoomId roomId = asking.ports().roomIds().get();
      NewRoomFacts facts =
          about(
              by,
              command,
              roomId,
              asking.ports().rooms().factsOfNew(by.accountId(), roomId, callerId, token));
      if (!facts.idTaken() || !creates(by, command, facts)) return facts;
    }
    throw new StoreBrokenException("The source of room ids repeats ids that exist", false, null);
  }

  private boolean creates(Caller.Authenticated by, Command command, NewRoomFacts facts) {
    return decide(by, command, facts, asking.ports().clock()).change() != null;
  }

  private static NewRoomFacts about(
      Caller.Authenticated by, Command command, RoomId roomId, NewRoomFacts facts) {
    Asking.about(by, facts.account());
    Asking.requireAbout(facts.roomId().equals(roomId) && facts.token().equals(command.tokenOf(by)));
    return facts;
  }

  static Decision<Result, RoomCreated> decide(
      Caller.Authenticated by, Command command, NewRoomFacts facts, InstantSource clock) {
    CommonRefusal refusal = SharedRules.refusal(facts.account());
    if (refusal != null) return answer(refusal);
    if (facts.account().caller().filter(caller -> caller.isBot()).isPresent())
      return answer(new Forbidden(CRO_01, Forbidden.Reason.ROOM_BY_BOT));

    NewRoomFacts.Earlier earlier = facts.earlier().orElse(null);
    if (earlier != null) {
      return earlier.content().equals(facts.token().orElseThrow().content())
          ? answer(new Created(CRO_03, earlier.room()))
          : answer(BadRequest.of(CRO_02, Field.CLIENT_REQUEST_TOKEN, Problem.USED_REQUEST_TOKEN));
    }
    if (facts.isAccountFull())
      return answer(new ResourceLimitExceeded(CRO_04, Resource.ACCOUNT, facts.roomLimit()));
    if (facts.isCallerFull())
      return answer(new ResourceLimitExceeded(CRO_05, Resource.MEMBER, facts.callerRoomLimit()));

    Instant now = clock.instant();
    Room room =
        Room.builder()
            .accountId(command.accountId())
            .roomId(facts.roomId())
            .name(command.name())
            .createdBy(by.identifier())
            .createdAt(now)
            .build();
    Optional<MembershipAdded> administrator =
        by.memberId()
            .map(member -> new MembershipKey(room.accountId(), room.roomId(), member))
            .map(key -> MembershipAdded.of(key, Role.ADMINISTRATOR, by.identifier(), now));
    return change(new RoomCreated(room, administrator, facts.token()), new Created(CRO_06, room));
  }
}
