package io.chatrooms.core.action;

/**
 * {@link CreateRoomMembership} did not do what was asked, and says why. Its text forms name ids and
 * limits, never an e-mail address, a name, or what a store's vendor had to say.
 */
public sealed interface Refusal extends CreateRoomMembershipResult
    permits BadRequest,
        UnauthorizedClient,
        Forbidden,
        NotFound,
        Conflict,
        ResourceLimitExceeded,
        ThrottledClient,
        ServiceUnavailable,
        ServiceFailure {
  /** A sentence for the client that asked. */
  String message();

  /** Picks the case that this is. */
  <T> T matchRefusal(Cases<? extends T> cases);

  @Override
  default <T> T match(CreateRoomMembershipResult.Cases<? extends T> cases) {
    return matchRefusal(cases);
  }

  /**
   * What to make of each refusal.
   *
   * @param <T> what is made of it
   */
  interface Cases<T> {
    /** The request is malformed. */
    T badRequest(BadRequest badRequest);

    /** Nobody knows who asks. */
    T unauthorizedClient(UnauthorizedClient unauthorizedClient);

    /** The caller, or the member, may not. */
    T forbidden(Forbidden forbidden);

    /** Something named in the request does not exist. */
    T notFound(NotFound notFound);

    /** What was asked for contradicts what stands. */
    T conflict(Conflict conflict);

    /** A limit is reached. */
    T resourceLimitExceeded(ResourceLimitExceeded resourceLimitExceeded);

    /** The caller asks too often. */
    T throttledClient(ThrottledClient throttledClient);

    /** The store cannot be reached: worth trying later. */
    T serviceUnavailable(ServiceUnavailable serviceUnavailable);

    /** The store, or another port, is broken. */
    T serviceFailure(ServiceFailure serviceFailure);
  }
}
