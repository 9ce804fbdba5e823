package io.chatrooms.jdbc;

import io.chatrooms.core.store.StoreUnavailableException;
import java.sql.SQLException;

/** Replaces what stands, or adds it: no one statement does that on every database. */
final class Saving {
  /** Someone else may remove it, and add it, between the two steps. */
  private static final int ATTEMPTS = 16;

  private Saving() {}

  /**
   * Each step is whole in itself, so the last save wins, whole.
   *
   * @param replace false if it found nothing to replace
   * @param add false if something stands
   * @param judge throws if what stands may not be replaced
   */
  static void save(Transactions transactions, Step replace, Step add, Check judge) {
    for (int i = 0; i < ATTEMPTS; i++) {
      boolean saved =
          transactions.write(
              session -> {
                if (replace.take(session) || add.take(session)) {
                  return true;
                }
                judge.take(session);
                return false;
              });
      if (saved) {
        return;
      }
    }
    throw new StoreUnavailableException("It came and went too often to be saved", false, null);
  }

  /** A statement that may find nothing to do. */
  interface Step {
    boolean take(Session session) throws SQLException;
  }

  /** A look at what stands. */
  interface Check {
    void take(Session session) throws SQLException;
  }
}
