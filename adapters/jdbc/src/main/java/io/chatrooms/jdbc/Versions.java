package io.chatrooms.jdbc;

import io.chatrooms.core.membership.AccountFacts;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the rows that facts were read from; null where there was no row. Where the host
 * keeps the members, the row of a member counts its rooms, and the caller's row is not read.
 */
record Versions(
    @Nullable Long account, @Nullable Long room, @Nullable Long member, @Nullable Long caller)
    implements AccountFacts.Stamp {
  /**
   * The version of a new row. It is random, so that a row that was deleted and inserted again
   * differs from the one before.
   */
  static long first() {
    return ThreadLocalRandom.current().nextLong(1L << 62);
  }

  /**
   * The versions that the facts were read with.
   *
   * @throws IllegalArgumentException if another kind of store read the facts
   */
  static Versions of(AccountFacts facts) {
    if (facts.stamp() instanceof Versions versions) {
      return versions;
    }
    throw new IllegalArgumentException("the facts were read by another kind of store");
  }
}
