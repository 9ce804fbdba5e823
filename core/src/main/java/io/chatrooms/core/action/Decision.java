package io.chatrooms.core.action;

import org.jspecify.annotations.Nullable;

/**
 * The decision of a pure function on the facts: a result, and the change that the store has to
 * confirm before the result is true.
 *
 * @param <R> the action's result
 * @param <C> the kind of change
 * @param result the action's result
 * @param change null if the result needs none
 */
record Decision<R, C>(R result, @Nullable C change) {
  static <R, C> Decision<R, C> answer(R result) {
    return new Decision<>(result, null);
  }

  static <R, C> Decision<R, C> change(C change, R result) {
    return new Decision<>(result, change);
  }
}
