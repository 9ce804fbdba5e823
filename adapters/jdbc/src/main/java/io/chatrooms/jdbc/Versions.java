package io.chatrooms.jdbc;

import io.chatrooms.core.membership.MembershipFacts;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the rows that facts were read from; null where there was none. Members that the
 * host keeps have none.
 */
record Versions(
    @Nullable Long account, @Nullable Long room, @Nullable Long member, @Nullable Long caller)
    implements MembershipFacts.Stamp {
  /** Far apart from all others: what is removed and comes again is something else. */
  static long first() {
    return ThreadLocalRandom.current().nextLong(1L << 62);
  }

  /**
   * The note on these facts.
   *
   * @throws IllegalArgumentException if it is not one of this kind of store
   */
  static Versions of(MembershipFacts facts) {
    if (facts.stamp() instanceof Versions versions) {
      return versions;
    }
    throw new IllegalArgumentException("these facts were read by another store");
  }

  static boolean differ(MembershipFacts seen, MembershipFacts now) {
    return !Objects.equals(of(seen), of(now));
  }
}
