package io.chatrooms.core.action;

/**
 * What came of {@link CreateRoomMembership}: created, or refused in one of nine ways. From Java 21
 * on it can be switched over exhaustively, by {@link Created} and {@link Refusal} or by each of the
 * ten; {@link #match} does the same on Java 17. Either way a case that is added one day breaks
 * compilation, not programs.
 */
public sealed interface CreateRoomMembershipResult permits Created, Refusal {
  /** The rule that decided. */
  Rule rule();

  /** Picks the case that this is. */
  <T> T match(Cases<? extends T> cases);

  /**
   * What to make of each outcome.
   *
   * @param <T> what is made of it
   */
  interface Cases<T> extends Refusal.Cases<T> {
    /** The member was added. */
    T created(Created created);
  }
}
