package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds a user or bot to a room, as Administrator or Member: read the facts, decide, let the store
 * confirm. The rules, and which of them wins, are listed in {@link Rule}.
 *
 * <p>There is exactly one outcome for any request, any caller and any state of the store, and never
 * an exception but for a null argument; an {@link Error} of the virtual machine passes through.
 * Every outcome is linearizable: it is right at one instant between the call and its return, save
 * that what a host says of members that it keeps itself may have aged by then. Unless it was
 * created, nothing changed in the store, save where the outcome says of itself that it is unknown.
 * An unknown outcome is never repeated by the library.
 *
 * <p>Safe for use by many threads, if the ports are.
 */
public final class CreateRoomMembership {
  /**
   * How often the facts are read again when they have aged before the store could confirm. Plain
   * adds don't age each other's facts, so every round lost means that someone changed the account,
   * the room, a member or a role meanwhile.
   */
  static final int ATTEMPTS = 16;

  private final RoomMembershipRepository memberships;
  private final InstantSource clock;
  private final RequestRate requestRate;

  /** The action on this store, with the time of this clock, as often as anyone likes. */
  public CreateRoomMembership(RoomMembershipRepository memberships, InstantSource clock) {
    this(memberships, clock, RequestRate.unlimited());
  }

  /** The action on this store, with the time of this clock, as often as the rate allows. */
  public CreateRoomMembership(
      RoomMembershipRepository memberships, InstantSource clock, RequestRate requestRate) {
    this.memberships = requireNonNull(memberships, "memberships");
    this.clock = requireNonNull(clock, "clock");
    this.requestRate = requireNonNull(requestRate, "requestRate");
  }

  /**
   * Adds the member that the request names to the room that it names, or says why not.
   *
   * @throws NullPointerException if an argument is null
   */
  public CreateRoomMembershipResult execute(Caller caller, CreateRoomMembershipRequest request) {
    requireNonNull(caller, "caller");
    requireNonNull(request, "request");
    try {
      return decideAndConfirm(caller, request);
    } catch (Exception e) {
      return failure(e, false);
    }
  }

  private CreateRoomMembershipResult decideAndConfirm(
      Caller anyone, CreateRoomMembershipRequest request) {
    if (!(anyone instanceof Caller.Authenticated caller)) return new UnauthorizedClient(); // CRM-01

    Optional<Duration> wait = requestRate.count(caller);
    if (wait.isPresent()) return new ThrottledClient(wait.get()); // CRM-02

    List<Violation> violations = CreateRoomMembershipRules.violations(request);
    if (!violations.isEmpty()) return new BadRequest(violations); // CRM-03

    CreateRoomMembershipCommand command = CreateRoomMembershipCommand.of(request);
    Refusal refusal = CreateRoomMembershipRules.refusal(caller, command);
    if (refusal != null) return refusal;

    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      CreateRoomMembershipResult result = attempt(caller, command);
      if (result != null) return result;
    }
    return new ServiceUnavailable(false, Optional.empty()); // CRM-16
  }

  /** Null if the facts aged before the store could confirm. */
  private @Nullable CreateRoomMembershipResult attempt(
      Caller.Authenticated caller, CreateRoomMembershipCommand command) {
    MembershipFacts facts = facts(caller, command);
    Refusal refusal = CreateRoomMembershipRules.refusal(command, facts);
    if (refusal != null) return refusal;

    RoomMembership membership =
        CreateRoomMembershipRules.membership(caller, command, clock.instant());
    AddOutcome outcome;
    try {
      outcome = requireNonNull(memberships.add(membership, facts), "the store's answer");
    } catch (Exception e) {
      return failure(e, true);
    }
    if (outcome instanceof AddOutcome.Added) {
      return new Created(membership, facts.member().orElseThrow()); // CRM-18
    } else if (outcome instanceof AddOutcome.AlreadyMember already) {
      return new Conflict(already.standing()); // CRM-13
    } else if (outcome instanceof AddOutcome.RoomFull full) {
      return new ResourceLimitExceeded(Resource.ROOM, full.limit()); // CRM-14
    } else if (outcome instanceof AddOutcome.MemberFull full) {
      return new ResourceLimitExceeded(Resource.MEMBER, full.limit()); // CRM-15
    } else {
      return null; // gone or stale: what went, or what changed, is told by fresh facts
    }
  }

  /** Facts about someone else would let the wrong one in. */
  private MembershipFacts facts(Caller.Authenticated caller, CreateRoomMembershipCommand command) {
    MembershipFacts facts = memberships.facts(command.key(), caller.memberId().orElse(null));
    if (!facts.key().equals(command.key()) || !facts.callerId().equals(caller.memberId())) {
      throw new StoreBrokenException("The store told facts that were not asked for", false, null);
    }
    return facts;
  }

  /**
   * What a port's failure comes to. Only a write can leave the outcome unknown, and one that fails
   * in a way the store did not announce always does.
   */
  private static Refusal failure(Exception e, boolean writing) {
    if (e instanceof InterruptedException) { // thrown past the compiler, by Kotlin for one
      Thread.currentThread().interrupt();
    }
    boolean unknown = writing && (!(e instanceof StoreException store) || store.outcomeUnknown());
    return e instanceof StoreUnavailableException
        ? new ServiceUnavailable(unknown, Optional.of(e)) // CRM-16
        : new ServiceFailure(unknown, e); // CRM-17
  }
}
