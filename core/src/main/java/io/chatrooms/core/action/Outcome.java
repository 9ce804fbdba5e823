package io.chatrooms.core.action;

/** The result of an action: its success, or a {@link Refusal}. Immutable. */
public interface Outcome {
  /** The rule that decided. */
  Rule rule();
}
