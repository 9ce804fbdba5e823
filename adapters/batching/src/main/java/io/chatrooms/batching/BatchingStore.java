package io.chatrooms.batching;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.store.TokenKey;
import java.time.Duration;

/**
 * A store around a store, whose callers share statements. Callers who ask about one account, while
 * others are on their way to the database, wait for one of them to return, and then ask together:
 * for facts with {@link RoomMembershipRepository#factsOf}, and for changes with {@link
 * RoomMembershipRepository#confirmAll}. Each has an outcome of its own. Everything else goes to the
 * store inside at once. It keeps every promise that the store inside keeps. Safe for use by many
 * threads.
 *
 * <p>A caller who is alone does not wait, and uses the statements for one. Groups begin no thread:
 * the caller who asks for a group is one of it.
 *
 * <p>If a shared statement fails and nothing changed, each of its callers asks again alone, so
 * nobody fails because of another. If it is unknown whether it changed anything, each caller is
 * told so.
 */
public final class BatchingStore implements Store {
  private final Store inside;
  private final RoomMembershipRepository memberships;

  private BatchingStore(Builder builder) {
    this.inside = builder.inside;
    this.memberships = new BatchingMemberships(builder.inside.memberships(), builder.limits());
  }

  /**
   * Begins to build a store around another one, which has transactions of its own. Around a store
   * that joins the transactions of its callers, one caller would change something in the
   * transaction of another.
   */
  public static Builder around(Store inside) {
    return new Builder(requireNonNull(inside, "inside"));
  }

  @Override
  public AccountRepository accounts() {
    return inside.accounts();
  }

  @Override
  public RoomRepository rooms() {
    return inside.rooms();
  }

  @Override
  public MemberRepository members() {
    return inside.members();
  }

  @Override
  public RoomMembershipRepository memberships() {
    return memberships;
  }

  @Override
  public TokenKey tokenKey() {
    return inside.tokenKey();
  }

  /** The limits of the groups. Not safe for use by many threads. */
  public static final class Builder {
    private final Store inside;
    private int largest = 64;
    private int onTheirWay = 2;
    private Duration longestWait = Duration.ofMillis(500);

    private Builder(Store inside) {
      this.inside = inside;
    }

    /**
     * How many callers share a statement at most. The usual number is 64.
     *
     * @throws IllegalArgumentException unless it is 2 to 1,000
     */
    public Builder largestGroup(int largest) {
      this.largest = requireBetween("largest group", 2, 1_000, largest);
      return this;
    }

    /**
     * How many statements of one account for facts, and how many for changes, are on their way
     * before the next caller waits. The usual number is 2.
     *
     * @throws IllegalArgumentException unless it is 1 to 100
     */
    public Builder onTheirWay(int statements) {
      this.onTheirWay = requireBetween("number of statements on their way", 1, 100, statements);
      return this;
    }

    /**
     * How long a caller waits for a group before it asks alone. The usual time is half a second.
     *
     * @throws IllegalArgumentException unless it is 1 millisecond to 1 minute
     */
    public Builder longestWait(Duration wait) {
      this.longestWait =
          Duration.ofMillis(
              requireBetween("longest wait in milliseconds", 1, 60_000, wait.toMillis()));
      return this;
    }

    /** Builds the store. */
    public BatchingStore build() {
      return new BatchingStore(this);
    }

    private Lanes.Limits limits() {
      return new Lanes.Limits(largest, onTheirWay, longestWait.toNanos());
    }

    private static int requireBetween(String what, int least, int most, long value) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            "the %s is %s to %s, not %s".formatted(what, least, most, value));
      }
      return (int) value;
    }
  }
}
