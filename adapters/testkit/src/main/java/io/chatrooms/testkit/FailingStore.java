package io.chatrooms.testkit;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.core.store.TokenKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that fails on demand and otherwise passes every call on to another store. For a host's
 * tests of what it does after rules ANY-10 and ANY-11.
 *
 * <pre>{@code
 * FailingStore store = new FailingStore(InMemoryStore.create());
 * CreateRoomMembership create = ChatRooms.of(store, clock).createRoomMembership();
 *
 * store.failWith(Failure.unavailable());
 * create.execute(caller, request); // ServiceUnavailable, and nothing was written
 *
 * store.failWith(Failure.unavailableAfterWriting().times(1));
 * create.execute(caller, request); // ServiceUnavailable, and the outcome is unknown
 * create.execute(caller, request); // Conflict: the member was added
 *
 * store.failWith(Failure.broken().ofFacts());
 * create.execute(caller, request); // ServiceFailure
 * store.recover();
 * }</pre>
 *
 * <p>Safe for use by many threads if the other store is.
 */
public final class FailingStore implements Store {
  private static final Set<String> WRITES =
      Set.of("save", "remove", "create", "confirm", "confirmAll", "removeAllOf");

  /** What an action reads before it decides. */
  private static final Set<String> FACTS = Set.of("facts", "factsOf", "factsOfNew", "list");

  private final Store store;
  private @Nullable Failure failure;

  /** Passes calls on to the store until a failure is set. */
  public FailingStore(Store store) {
    this.store = requireNonNull(store, "store");
  }

  /** Sets the failure of the calls from now on. It replaces the failure that was set before. */
  public synchronized void failWith(Failure next) {
    failure = requireNonNull(next, "next");
  }

  /** Ends the failure. */
  public synchronized void recover() {
    failure = null;
  }

  /** The failure of this call; null if it succeeds. */
  private synchronized @Nullable Failure failureOf(Method call) {
    Failure current = failure;
    if (current == null || !current.calls.include(call.getName())) {
      return null;
    }
    if (current.left != Failure.ALWAYS) {
      failure = current.left == 1 ? null : current.times(current.left - 1);
    }
    return current;
  }

  @Override
  public AccountRepository accounts() {
    return failing(AccountRepository.class, store.accounts());
  }

  @Override
  public RoomRepository rooms() {
    return failing(RoomRepository.class, store.rooms());
  }

  @Override
  public MemberRepository members() {
    return failing(MemberRepository.class, store.members());
  }

  @Override
  public RoomMembershipRepository memberships() {
    return failing(RoomMembershipRepository.class, store.memberships());
  }

  /** The key of the other store. It is known when that store is built, so it does not fail. */
  @Override
  public TokenKey tokenKey() {
    return store.tokenKey();
  }

  private <T> T failing(Class<T> port, T repository) {
    return port.cast(
        Proxy.newProxyInstance(
            FailingStore.class.getClassLoader(),
            new Class<?>[] {port},
            (proxy, call, arguments) -> {
              Failure current = call.getDeclaringClass() == Object.class ? null : failureOf(call);
              if (current != null && !current.afterWriting) {
                throw current.cause.get();
              }
              Object answer = invoke(repository, call, arguments);
              if (current != null) {
                throw current.cause.get();
              }
              return answer;
            }));
  }

  private static @Nullable Object invoke(
      Object repository, Method call, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return call.invoke(repository, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private enum Calls {
    ALL,
    FACTS,
    WRITES;

    boolean include(String call) {
      return switch (this) {
        case ALL -> true;
        case FACTS -> FailingStore.FACTS.contains(call);
        case WRITES -> FailingStore.WRITES.contains(call);
      };
    }
  }

  /** How a store fails. By default every call fails until the store recovers. Immutable. */
  public static final class Failure {
    private static final int ALWAYS = 0;

    private final Supplier<? extends RuntimeException> cause;
    private final boolean afterWriting;
    private final Calls calls;
    private final int left;

    private Failure(
        Supplier<? extends RuntimeException> cause, boolean afterWriting, Calls calls, int left) {
      this.cause = cause;
      this.afterWriting = afterWriting;
      this.calls = calls;
      this.left = left;
    }

    /** The store cannot be reached. The call has no effect. */
    public static Failure unavailable() {
      return before(() -> new StoreUnavailableException("Unavailable on demand", false, null));
    }

    /** The store is broken. The call has no effect. */
    public static Failure broken() {
      return before(() -> new StoreBrokenException("Broken on demand", false, null));
    }

    /**
     * The store throws this exception, as one that breaks promise 11 does. The call has no effect.
     */
    public static Failure throwing(RuntimeException exception) {
      requireNonNull(exception, "exception");
      return before(() -> exception);
    }

    /**
     * The connection is lost during the commit: a write takes effect and then fails as unavailable
     * with an unknown outcome. Reads succeed.
     */
    public static Failure unavailableAfterWriting() {
      return new Failure(
          () -> new StoreUnavailableException("Unavailable after writing, on demand", true, null),
          true,
          Calls.WRITES,
          ALWAYS);
    }

    private static Failure before(Supplier<? extends RuntimeException> cause) {
      return new Failure(cause, false, Calls.ALL, ALWAYS);
    }

    /**
     * The same failure, for a number of calls. Calls after them succeed.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Failure times(int times) {
      if (times < 1) {
        throw new IllegalArgumentException("a store fails 1 time or more, not " + times);
      }
      return new Failure(cause, afterWriting, calls, times);
    }

    /**
     * The same failure, only of the calls that read facts, alone or with a listing.
     *
     * @throws IllegalStateException if it is a failure after writing
     */
    public Failure ofFacts() {
      if (afterWriting) {
        throw new IllegalStateException("a call that reads facts does not write");
      }
      return new Failure(cause, false, Calls.FACTS, left);
    }

    /** The same failure, only of the calls that write. */
    public Failure ofWrites() {
      return new Failure(cause, afterWriting, Calls.WRITES, left);
    }
  }
}
