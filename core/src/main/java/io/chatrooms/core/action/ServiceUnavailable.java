package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The store cannot be reached, or gave up under contention: worth trying later (503, rule CRM-16).
 *
 * @param outcomeUnknown true if the member may have been added all the same; asking again tells:
 *     created, or a conflict that shows the membership
 * @param cause what the store said, for the host's log and for nobody else; empty under contention
 */
public record ServiceUnavailable(boolean outcomeUnknown, Optional<Throwable> cause)
    implements Refusal {
  /** A refusal that says whether the outcome is known. */
  public ServiceUnavailable {
    requireNonNull(cause, "cause");
  }

  @Override
  public Rule rule() {
    return Rule.CRM_16;
  }

  @Override
  public String message() {
    return outcomeUnknown
        ? "The service is unavailable, and it is not known whether the request was carried out"
        : "The service is unavailable: try again later";
  }

  @Override
  public <T> T matchRefusal(Cases<? extends T> cases) {
    return cases.serviceUnavailable(this);
  }

  /** Names the kind of the cause, and nothing it says: vendors quote values. */
  @Override
  public String toString() {
    return "ServiceUnavailable[outcomeUnknown=%s, cause=%s]"
        .formatted(outcomeUnknown, cause.<Object>map(Throwable::getClass).orElse("contention"));
  }
}
