package io.chatrooms.server;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.jdbc.JdbcStore;
import io.chatrooms.jdbc.WrongCount;
import java.io.PrintStream;
import java.util.List;

/** Prints the wrong counts of a store, and sets them if that is asked for. */
final class CountCheck {
  private final Options options;
  private final PrintStream out;
  private final PrintStream err;

  CountCheck(Options options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * Returns true if no count is wrong, or none is any more.
   *
   * @throws ConfigurationException if an option or a file is wrong
   * @throws IllegalStateException if the database is not available, or has no store
   */
  boolean run() throws ConfigurationException {
    try (HikariDataSource pool = ConnectionPool.openExisting(options)) {
      JdbcStore store = JdbcStore.builder(pool).build();
      List<WrongCount> found = store.verify();
      for (WrongCount wrong : found) {
        out.println(line(wrong));
      }
      return found.isEmpty() || (options.task() == Options.Task.REPAIR && isRepaired(store));
    } catch (StoreException | IllegalArgumentException e) {
      throw new IllegalStateException("--store cannot be used: " + e.getMessage(), e);
    }
  }

  private boolean isRepaired(JdbcStore store) {
    try {
      store.repair();
      return true;
    } catch (StoreBrokenException e) {
      List<WrongCount> left = store.verify();
      if (left.isEmpty()) {
        throw e;
      }
      for (WrongCount wrong : left) {
        err.println(
            "error: still wrong: %s. Has the room more memberships than its limit? Then remove some first. (%s)"
                .formatted(line(wrong), e.getMessage()));
      }
      return false;
    }
  }

  /** An id may contain line breaks. */
  private static String line(WrongCount wrong) {
    return wrong.toString().replaceAll("\\R|\\p{Cntrl}", " ");
  }
}
