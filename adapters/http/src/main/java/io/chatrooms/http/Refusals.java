package io.chatrooms.http;

import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;
import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;

/** The answer to each refusal. A new kind of refusal makes this class fail to compile. */
class Refusals implements Refusal.Cases<Answer> {
  @Override
  public Answer badRequest(BadRequest badRequest) {
    return Answer.of(Fault.BAD_REQUEST, badRequest.message());
  }

  @Override
  public Answer unauthorizedClient(UnauthorizedClient unauthorizedClient) {
    return Answer.of(Fault.UNAUTHORIZED_CLIENT, unauthorizedClient.message());
  }

  @Override
  public Answer forbidden(Forbidden forbidden) {
    return Answer.of(Fault.FORBIDDEN, forbidden.message());
  }

  @Override
  public Answer notFound(NotFound notFound) {
    return Answer.of(Fault.NOT_FOUND, notFound.message());
  }

  @Override
  public Answer conflict(Conflict conflict) {
    return Answer.of(Fault.CONFLICT, conflict.message());
  }

  @Override
  public Answer resourceLimitExceeded(ResourceLimitExceeded resourceLimitExceeded) {
    return Answer.of(Fault.RESOURCE_LIMIT_EXCEEDED, resourceLimitExceeded.message());
  }

  @Override
  public Answer throttledClient(ThrottledClient throttledClient) {
    return Answer.of(Fault.THROTTLED_CLIENT, throttledClient.message())
        .retryAfter(throttledClient.retryAfter());
  }

  @Override
  public Answer serviceUnavailable(ServiceUnavailable serviceUnavailable) {
    return Answer.of(Fault.SERVICE_UNAVAILABLE, serviceUnavailable.message())
        .because(serviceUnavailable.cause().orElse(null));
  }

  @Override
  public Answer serviceFailure(ServiceFailure serviceFailure) {
    return Answer.of(Fault.SERVICE_FAILURE, serviceFailure.message())
        .because(serviceFailure.cause());
  }
}
