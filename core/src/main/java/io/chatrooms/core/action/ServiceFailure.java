package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

/**
 * The store, or another port, failed, and a retry does not help (500). In a transaction of the
 * host's, the host rolls back, since the store may have aborted it.
 *
 * @param rule the rule that decided
 * @param outcomeUnknown true if the change may have been made
 * @param cause the port's exception, for the host's log and for nobody else
 */
public record ServiceFailure(Rule rule, boolean outcomeUnknown, Throwable cause)
    implements CommonRefusal {
  /** Checks that the parts are given. */
  public ServiceFailure {
    requireNonNull(rule, "rule");
    requireNonNull(cause, "cause");
  }

  @Override
  public Kind kind() {
    return Kind.SERVICE_FAILURE;
  }

  @Override
  public String message() {
    return outcomeUnknown
        ? "The service failed, and it is not known whether the request was carried out"
        : "The service failed";
  }

  /** Contains the class of the cause but not its message: vendors quote values there. */
  @Override
  public String toString() {
    return "ServiceFailure[rule=%s, outcomeUnknown=%s, cause=%s]"
        .formatted(rule, outcomeUnknown, cause.getClass());
  }
}
