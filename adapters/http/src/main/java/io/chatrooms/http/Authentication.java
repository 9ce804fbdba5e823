package io.chatrooms.http;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells who asks, for a host that authenticates requests itself, such as by a filter in front of
 * the servlet. Called on the container's thread that the request came in on, before the body is
 * read, and by many threads at once.
 */
@FunctionalInterface
public interface Authentication {
  /**
   * Who sent this request; {@link Caller#unauthenticated()} if that is not known. Not asked where
   * the path names no account that there can be.
   *
   * @param accountId the account that the path names
   */
  Caller callerOf(HttpServletRequest request, AccountId accountId);
}
