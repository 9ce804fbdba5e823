package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

/**
 * The store, or another port, failed in a way that trying again does not mend (500, rule CRM-17).
 *
 * @param outcomeUnknown true if the member may have been added all the same
 * @param cause what the port said, for the host's log and for nobody else
 */
public record ServiceFailure(boolean outcomeUnknown, Throwable cause) implements Refusal {
  /** A refusal with its cause. */
  public ServiceFailure {
    requireNonNull(cause, "cause");
  }

  @Override
  public Rule rule() {
    return Rule.CRM_17;
  }

  @Override
  public String message() {
    return outcomeUnknown
        ? "The service failed, and it is not known whether the request was carried out"
        : "The service failed";
  }

  @Override
  public <T> T matchRefusal(Cases<? extends T> cases) {
    return cases.serviceFailure(this);
  }

  /** Names the kind of the cause, and nothing it says: vendors quote values. */
  @Override
  public String toString() {
    return "ServiceFailure[outcomeUnknown=%s, cause=%s]"
        .formatted(outcomeUnknown, cause.getClass());
  }
}
