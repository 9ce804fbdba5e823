package io.chatrooms.http;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Determines the caller of a request, for a host that authenticates requests itself, for example in
 * a filter in front of the servlet. It is called on the container's thread, before the body is
 * read, and by many threads at once.
 */
@FunctionalInterface
public interface Authentication {
  /**
   * Returns the caller, or {@link Caller#unauthenticated()}. It is not called if the account id in
   * the path is invalid.
   *
   * @param accountId the account named in the path
   */
  Caller callerOf(HttpServletRequest request, AccountId accountId);
}
