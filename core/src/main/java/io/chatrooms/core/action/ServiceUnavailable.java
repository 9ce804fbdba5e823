package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The store cannot be reached, or it gave up under contention; another try later may succeed (503).
 * In a transaction of the host's, the host rolls back, since the store may have aborted it.
 *
 * @param rule the rule that decided
 * @param outcomeUnknown true if the change may have been made; another request shows whether it
 *     was, such as CreateRoomMembership by a Conflict that carries the membership
 * @param cause the port's exception, for the host's log and for nobody else; empty if the facts
 *     changed before each of the attempts to confirm
 */
public record ServiceUnavailable(Rule rule, boolean outcomeUnknown, Optional<Throwable> cause)
    implements CommonRefusal {
  /** Checks that the parts are given. */
  public ServiceUnavailable {
    requireNonNull(rule, "rule");
    requireNonNull(cause, "cause");
  }

  @Override
  public Kind kind() {
    return Kind.SERVICE_UNAVAILABLE;
  }

  @Override
  public String message() {
    return outcomeUnknown
        ? "The service is unavailable, and it is not known whether the request was carried out"
        : "The service is unavailable: try again later";
  }

  /** Contains the class of the cause but not its message: vendors quote values there. */
  @Override
  public String toString() {
    return "ServiceUnavailable[rule=%s, outcomeUnknown=%s, cause=%s]"
        .formatted(
            rule, outcomeUnknown, cause.<Object>map(Throwable::getClass).orElse("contention"));
  }
}
