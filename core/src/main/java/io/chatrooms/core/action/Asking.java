package io.chatrooms.core.action;

import static io.chatrooms.core.action.Forbidden.Reason.OTHER_ACCOUNT;
import static io.chatrooms.core.action.SharedRule.ANY_01;
import static io.chatrooms.core.action.SharedRule.ANY_02;
import static io.chatrooms.core.action.SharedRule.ANY_03;
import static io.chatrooms.core.action.SharedRule.ANY_04;
import static io.chatrooms.core.action.SharedRule.ANY_10;
import static io.chatrooms.core.action.SharedRule.ANY_11;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.action.Parsing.Command;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
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
   * How many decisions are made on facts that the store then replaces by others. Plain adds replace
   * nobody's facts, so every attempt beyond the first means that somebody changed the account, the
   * room, a member or a role meanwhile, or that the room or the member reached its limit.
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

  /** The ports that an action uses. */
  record Ports(
      RoomMembershipRepository memberships,
      InstantSource clock,
      RequestRate rate,
      @Nullable ActionObserver observer) {}

  /** Makes a command of the raw request. */
  interface Parser {
    /** Null if the request is malformed. */
    @Nullable Command parse(Parsing parsing);
  }

  /** The rules of an action on the facts. */
  interface Rules<R> {
    Decision<R> decide(Caller.Authenticated caller, Command command, MembershipFacts facts);
  }

  /** The host's clock. A decision reads it when it needs the time, and not before. */
  InstantSource clock() {
    return ports.clock();
  }

  /**
   * Executes the action for this caller.
   *
   * @throws NullPointerException if an argument is null
   */
  R execute(Caller caller, Parser parser, Rules<R> rules) {
    requireNonNull(caller, "caller");
    ActionObserver observer = ports.observer();
    if (observer == null) {
      return outcome(caller, parser, rules);
    }
    Instant start = instant();
    R outcome = outcome(caller, parser, rules);
    observe(observer, outcome, start);
    return outcome;
  }

  private R outcome(Caller caller, Parser parser, Rules<R> rules) {
    try {
      return decided(caller, parser, rules);
    } catch (Exception e) {
      return result.apply(failure(e, false));
    }
  }

  private R decided(Caller anyone, Parser parser, Rules<R> rules) {
    if (!(anyone instanceof Caller.Authenticated caller))
      return result.apply(new UnauthorizedClient(ANY_01));

    Optional<Duration> wait = ports.rate().count(caller);
    if (wait.isPresent()) return result.apply(new ThrottledClient(ANY_02, wait.get()));

    Parsing parsing = new Parsing();
    Command command = parser.parse(parsing);
    if (command == null) return result.apply(new BadRequest(ANY_03, parsing.violations()));

    if (!caller.accountId().equals(command.key().accountId()))
      return result.apply(new Forbidden(ANY_04, OTHER_ACCOUNT));

    return confirmed(caller, command, rules);
  }

  /** Decides, and decides again on the facts that the store returns instead of a confirmation. */
  private R confirmed(Caller.Authenticated caller, Command command, Rules<R> rules) {
    RoomMembershipRepository memberships = ports.memberships();
    MembershipFacts facts =
        about(caller, command, memberships.facts(command.key(), caller.memberId().orElse(null)));
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Decision<R> decision = rules.decide(caller, command, facts);
      if (decision.change() == null) return decision.result();

      Optional<MembershipFacts> instead;
      try {
        instead = requireNonNull(memberships.confirm(decision.change(), facts), "confirmation");
      } catch (Exception e) {
        return result.apply(failure(e, true));
      }
      if (instead.isEmpty()) return decision.result();
      facts = about(caller, command, instead.get());
    }
    return result.apply(new ServiceUnavailable(ANY_10, false, Optional.empty()));
  }

  /** Facts about somebody else would let the wrong caller in. */
  private static MembershipFacts about(
      Caller.Authenticated caller, Command command, MembershipFacts facts) {
    if (!facts.key().equals(command.key()) || !facts.callerId().equals(caller.memberId())) {
      throw new StoreBrokenException("The store returned facts about something else", false, null);
    }
    return facts;
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
