package io.chatrooms.core.action;

import io.chatrooms.core.membership.MembershipChange;
import org.jspecify.annotations.Nullable;

/**
 * The decision of a pure function on the facts: a result, and the change that the store has to
 * confirm before the result is true.
 *
 * @param result the action's result
 * @param change null if the result needs none
 */
record Decision<R>(R result, @Nullable MembershipChange change) {
  static <R> Decision<R> answer(R result) {
    return new Decision<>(result, null);
  }

  static <R> Decision<R> change(MembershipChange change, R result) {
    return new Decision<>(result, change);
  }
}
