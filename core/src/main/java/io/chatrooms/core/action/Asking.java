package io.chatrooms.core.action;

import static io.chatrooms.core.action.Forbidden.Reason.OTHER_ACCOUNT;
import static io.chatrooms.core.action.SharedRule.ANY_01;
import static io.chatrooms.core.action.SharedRule.ANY_02;
import static io.chatrooms.core.action.SharedRule.ANY_03;
import static io.chatrooms.core.action.SharedRule.ANY_04;
import static io.chatrooms.core.action.SharedRule.ANY_10;
import static io.chatrooms.core.action.SharedRule.ANY_11;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Parsing.OfMembership;
import io.chatrooms.core.action.Parsing.RoomCommand;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What all actions share: who asks and how often (ANY-01, ANY-02), the parsing of the request
 * (ANY-03, ANY-04), the loop of decision and confirmation, and the failures of ports (ANY-10,
 * ANY-11). An action adds its own parsing and its own rules.
 *
 * @param <R> the action's result
 */
final class Asking<R extends Outcome> {
  /**
   * How many decisions about one membership or room are made on facts that the store then replaces
   * by others. Additions of other members replace nobody's facts, so every attempt beyond the first
   * means that somebody changed the account, the room, a member, a role or this membership
   * meanwhile, or that the room or the member reached its limit.
   */
  static final int ATTEMPTS = 16;

  private final String action;
  private final Ports ports;
  private final Function<CommonRefusal, R> result;

  /**
   * The shared part of one action.
   *
   * @param action its name in the API
   * @param result the refusal as a result of the action: the identity, which the compiler checks
   */
  Asking(String action, Ports ports, Function<CommonRefusal, R> result) {
    this.action = action;
    this.ports = ports;
    this.result = result;
  }

  /**
   * What an action uses.
   *
   * @param roomIds where the ids of new rooms come from
   */
  record Ports(
      RoomMembershipRepository memberships,
      RoomRepository rooms,
      PageTokens tokens,
      InstantSource clock,
      RequestRate rate,
      Supplier<RoomId> roomIds,
      @Nullable ActionObserver observer) {}

  /** A well-formed request. */
  interface Command {
    AccountId accountId();
  }

  /** Makes a command of the raw request. */
  interface Parser<Q extends Command> {
    /** Null if the request is malformed. */
    @Nullable Q parse(Parsing parsing);
  }

  /** What an action does for a caller who may ask. */
  interface Answer<Q extends Command, R> {
    R to(Caller.Authenticated caller, Q command);
  }

  /** The rules of an action on the facts. */
  interface Rules<Q extends Command, F, R, C> {
    Decision<R, C> decide(Caller.Authenticated caller, Q command, F facts);
  }

  /**
   * Asks the store to make a change; empty if it was made, otherwise the facts that hold instead.
   */
  interface Confirmation<F, C> {
    Optional<F> confirm(C change, F seen);
  }

  /** The ports. A decision reads the clock when it needs the time, and not before. */
  Ports ports() {
    return ports;
  }

  /**
   * Executes an action about one membership.
   *
   * @throws NullPointerException if an argument is null
   */
  R aboutMembership(
      Caller caller,
      Parser<OfMembership> parser,
      Rules<OfMembership, MembershipFacts, R, MembershipChange> rules) {
    RoomMembershipRepository memberships = ports.memberships();
    return execute(
        caller,
        parser,
        (by, command) -> {
          MembershipKey key = command.key();
          return decided(
              about(by, key, memberships.facts(key, by.memberId().orElse(null))),
              facts -> rules.decide(by, command, facts),
              (change, seen) ->
                  memberships.confirm(change, seen).map(instead -> about(by, key, instead)));
        });
  }

  /**
   * Executes an action about one room.
   *
   * @throws NullPointerException if an argument is null
   */
  <Q extends RoomCommand> R aboutRoom(
      Caller caller, Parser<Q> parser, Rules<Q, RoomFacts, R, RoomChange> rules) {
    RoomRepository rooms = ports.rooms();
    return execute(
        caller,
        parser,
        (by, command) ->
            decided(
                about(by, command, roomFacts(by, command)),
                facts -> rules.decide(by, command, facts),
                (change, seen) ->
                    rooms.confirm(change, seen).map(instead -> about(by, command, instead))));
  }

  RoomFacts roomFacts(Caller.Authenticated by, RoomCommand command) {
    return about(
        by,
        command,
        ports.rooms().facts(command.accountId(), command.roomId(), by.memberId().orElse(null)));
  }

  /**
   * Executes the action for this caller.
   *
   * @throws NullPointerException if an argument is null
   */
  <Q extends Command> R execute(Caller caller, Parser<Q> parser, Answer<Q, R> answer) {
    requireNonNull(caller, "caller");
    ActionObserver observer = ports.observer();
    if (observer == null) {
      return outcome(caller, parser, answer);
    }
    Instant start = instant();
    R outcome = outcome(caller, parser, answer);
    observe(observer, outcome, start);
    return outcome;
  }

  private <Q extends Command> R outcome(Caller caller, Parser<Q> parser, Answer<Q, R> answer) {
    try {
      return answered(caller, parser, answer);
    } catch (Exception e) {
      return result.apply(failure(e, false));
    }
  }

  private <Q extends Command> R answered(Caller anyone, Parser<Q> parser, Answer<Q, R> answer) {
    if (!(anyone instanceof Caller.Authenticated caller))
      return result.apply(new UnauthorizedClient(ANY_01));

    Optional<Duration> wait = ports.rate().count(caller);
    if (wait.isPresent()) return result.apply(new ThrottledClient(ANY_02, wait.get()));

    Parsing parsing = new Parsing();
    Q command = parser.parse(parsing);
    if (command == null) return result.apply(new BadRequest(ANY_03, parsing.violations()));

    if (!caller.accountId().equals(command.accountId()))
      return result.apply(new Forbidden(ANY_04, OTHER_ACCOUNT));

    return answer.to(caller, command);
  }

  /** Decides, and decides again on the facts that the store returns instead of a confirmation. */
  <F, C> R decided(F read, Function<F, Decision<R, C>> rules, Confirmation<F, C> confirmation) {
    return decided(read, rules, confirmation, UnaryOperator.identity(), ATTEMPTS);
  }

  /**
   * The same where those facts may not be enough to decide again.
   *
   * @param again reads what is missing; nothing has changed when it does
   * @param attempts how many decisions are made at most
   */
  <F, C> R decided(
      F read,
      Function<F, Decision<R, C>> rules,
      Confirmation<F, C> confirmation,
      UnaryOperator<F> again,
      int attempts) {
    F facts = read;
    for (int attempt = 1; attempt <= attempts; attempt++) {
      Decision<R, C> decision = rules.apply(facts);
      if (decision.change() == null) return decision.result();

      Optional<F> instead;
      try {
        instead = requireNonNull(confirmation.confirm(decision.change(), facts), "confirmation");
      } catch (Exception e) {
        return result.apply(failure(e, true));
      }
      if (instead.isEmpty()) return decision.result();
      facts = again.apply(instead.get());
    }
    return result.apply(new ServiceUnavailable(ANY_10, false, Optional.empty()));
  }

  /** Facts about somebody else would let the wrong caller in. */
  static MembershipFacts about(Caller.Authenticated by, MembershipKey key, MembershipFacts facts) {
    requireAbout(facts.key().equals(key) && facts.callerId().equals(by.memberId()));
    return facts;
  }

  static RoomFacts about(Caller.Authenticated by, RoomCommand command, RoomFacts facts) {
    requireAbout(facts.roomId().equals(command.roomId()));
    about(by, facts.account());
    return facts;
  }

  static AccountFacts about(Caller.Authenticated by, AccountFacts facts) {
    requireAbout(
        facts.accountId().equals(by.accountId()) && facts.callerId().equals(by.memberId()));
    return facts;
  }

  static void requireAbout(boolean asked) {
    if (!asked) {
      throw new StoreBrokenException("The store returned facts about something else", false, null);
    }
  }

  /**
   * The refusal for a port's failure. Only a write can leave the outcome unknown. A write that
   * fails with an exception other than a StoreException always does.
   */
  private static CommonRefusal failure(Exception e, boolean writing) {
    keepInterrupt(e);
    boolean unknown = writing && (!(e instanceof StoreException store) || store.outcomeUnknown());
    return e instanceof StoreUnavailableException
        ? new ServiceUnavailable(ANY_10, unknown, Optional.of(e))
        : new ServiceFailure(ANY_11, unknown, e);
  }

  private void observe(ActionObserver observer, R outcome, @Nullable Instant start) {
    Instant end = instant();
    Duration duration =
        start == null || end == null || end.isBefore(start)
            ? Duration.ZERO
            : Duration.between(start, end);
    Optional<Refusal.Kind> refusal =
        outcome instanceof Refusal refused ? Optional.of(refused.kind()) : Optional.empty();
    try {
      observer.observe(new ActionObserver.Observation(action, refusal, outcome.rule(), duration));
    } catch (Exception e) { // The action is over: a failing observer cannot change its outcome.
      keepInterrupt(e);
    }
  }

  /** Null if the clock fails. An action that needs the time fails by itself (ANY-11). */
  private @Nullable Instant instant() {
    try {
      return ports.clock().instant();
    } catch (Exception e) {
      keepInterrupt(e);
      return null;
    }
  }

  /** Kotlin, for one, throws an InterruptedException without declaring it. */
  private static void keepInterrupt(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }
}
