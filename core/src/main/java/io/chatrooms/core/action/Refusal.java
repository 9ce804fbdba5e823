package io.chatrooms.core.action;

/**
 * An outcome in which the action did not do what was asked. Each action's result permits exactly
 * the refusals that the API lists for the action. Text forms contain ids and limits, never an
 * e-mail address, a name, or a store vendor's text.
 *
 * <p>From Java 21 on, a switch over an action's result is exhaustive. On Java 17, a switch
 * expression over {@link #kind} is.
 */
public sealed interface Refusal extends Outcome
    permits CommonRefusal, Conflict, ResourceLimitExceeded {
  /** Which of the nine refusals this is. */
  Kind kind();

  /** A sentence for the client that asked. */
  String message();

  /** The nine refusals, by the API's names. */
  enum Kind {
    /** {@link io.chatrooms.core.action.BadRequest}. */
    BAD_REQUEST("BadRequest"),
    /** {@link io.chatrooms.core.action.UnauthorizedClient}. */
    UNAUTHORIZED_CLIENT("UnauthorizedClient"),
    /** {@link io.chatrooms.core.action.Forbidden}. */
    FORBIDDEN("Forbidden"),
    /** {@link io.chatrooms.core.action.NotFound}. */
    NOT_FOUND("NotFound"),
    /** {@link io.chatrooms.core.action.Conflict}. */
    CONFLICT("Conflict"),
    /** {@link io.chatrooms.core.action.ResourceLimitExceeded}. */
    RESOURCE_LIMIT_EXCEEDED("ResourceLimitExceeded"),
    /** {@link io.chatrooms.core.action.ThrottledClient}. */
    THROTTLED_CLIENT("ThrottledClient"),
    /** {@link io.chatrooms.core.action.ServiceUnavailable}. */
    SERVICE_UNAVAILABLE("ServiceUnavailable"),
    /** {@link io.chatrooms.core.action.ServiceFailure}. */
    SERVICE_FAILURE("ServiceFailure");

    private final String apiName;

    Kind(String apiName) {
      this.apiName = apiName;
    }

    /** The name of the refusal in the API. */
    public String apiName() {
      return apiName;
    }
  }
}
