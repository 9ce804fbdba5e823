package io.chatrooms.core.action;

/** What an action came to: its success, or a {@link Refusal}. Immutable. */
public interface Outcome {
  /** The rule that decided. */
  Rule rule();
}
