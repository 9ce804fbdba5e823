package io.chatrooms.core.membership;

/**
 * What came of a change to a membership that stands: the first of these that holds (promise 12).
 */
public enum ChangeOutcome {
  /** Something that the decision relied on has changed: read the facts and decide again. */
  STALE,
  /** The room would be left with members and without an administrator, so nothing changed. */
  LAST_ADMINISTRATOR,
  /** The change was made. */
  CHANGED
}
