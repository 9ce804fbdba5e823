package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Is called at the end of every action, so that a host can count and time them. Implementations are
 * safe for use by many threads and return quickly: the caller of the action waits for them. An
 * exception of an observer is discarded; the outcome stays.
 */
@FunctionalInterface
public interface ActionObserver {
  /** Is called once for each execution, after the outcome is decided and before it is returned. */
  void observe(Observation observation);

  /**
   * One execution of an action. It contains no id and nothing personal, and few distinct values, so
   * it is fit for the labels of a metric.
   *
   * @param action the name of the action in the API, such as {@code CreateRoomMembership}
   * @param refusal the kind of refusal; empty on success
   * @param rule the rule that decided
   * @param duration how long it took by the host's clock; zero if the clock fails or is set back
   */
  record Observation(String action, Optional<Refusal.Kind> refusal, Rule rule, Duration duration) {
    /** Checks that the parts are given. */
    public Observation {
      requireNonNull(action, "action");
      requireNonNull(refusal, "refusal");
      requireNonNull(rule, "rule");
      requireNonNull(duration, "duration");
    }
  }
}
