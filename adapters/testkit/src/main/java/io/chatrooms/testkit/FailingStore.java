package io.chatrooms.testkit;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomRepository;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that fails when it is told to, and otherwise is the store that it stands before. For
 * tests of what a host does about rules CRM-16 and CRM-17.
 *
 * <pre>{@code
 * FailingStore store = new FailingStore(InMemoryStore.create());
 * CreateRoomMembership create = new CreateRoomMembership(store.memberships(), clock);
 *
 * store.failWith(Failure.unavailable());
 * create.execute(caller, request); // ServiceUnavailable, and nothing was written
 *
 * store.failWith(Failure.unavailableAfterWriting().times(1));
 * create.execute(caller, request); // ServiceUnavailable, its outcome unknown
 * create.execute(caller, request); // Conflict: the member was added
 *
 * store.failWith(Failure.broken().ofFacts());
 * create.execute(caller, request); // ServiceFailure, until
 * store.recover();
 * }</pre>
 *
 * <p>Safe for use by many threads, if the other store is.
 */
public final class FailingStore implements Store {
  private static final Set<String> WRITES =
      Set.of("save", "remove", "add", "changeRole", "removeAllOf");

  private final Store store;
  private @Nullable Failure failure;

  /** Stands before the store, and fails only when told to. */
  public FailingStore(Store store) {
    this.store = requireNonNull(store, "store");
  }

  /**
   * Fails like this from the next call on, as often as the failure says, whatever was said before.
   */
  public synchronized void failWith(Failure next) {
    failure = requireNonNull(next, "next");
  }

  /** Fails no more. */
  public synchronized void recover() {
    failure = null;
  }

  /** The failure that this call meets; null if it meets none. */
  private synchronized @Nullable Failure meet(Method call) {
    Failure met = failure;
    if (met == null || !met.calls.include(call.getName())) {
      return null;
    }
    if (met.left != Failure.ALWAYS) {
      failure = met.left == 1 ? null : met.times(met.left - 1);
    }
    return met;
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

  private <T> T failing(Class<T> port, T repository) {
    return port.cast(
        Proxy.newProxyInstance(
            FailingStore.class.getClassLoader(),
            new Class<?>[] {port},
            (proxy, call, arguments) -> {
              Failure met = call.getDeclaringClass() == Object.class ? null : meet(call);
              if (met != null && !met.afterWriting) {
                throw met.cause.get();
              }
              Object answer = invoke(repository, call, arguments);
              if (met != null) {
                throw met.cause.get();
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
        case FACTS -> call.equals("facts");
        case WRITES -> FailingStore.WRITES.contains(call);
      };
    }
  }

  /** A way to fail: every call, until the store recovers, unless told otherwise. Immutable. */
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

    /** As if the store could not be reached: nothing is done. */
    public static Failure unavailable() {
      return before(() -> new StoreUnavailableException("Unavailable as told", false, null));
    }

    /** As if the store were broken: nothing is done. */
    public static Failure broken() {
      return before(() -> new StoreBrokenException("Broken as told", false, null));
    }

    /** Nothing is done, and this is thrown: what a store that breaks promise 10 does. */
    public static Failure throwing(RuntimeException exception) {
      requireNonNull(exception, "exception");
      return before(() -> exception);
    }

    /**
     * As if the connection were lost during the commit: each write is done, and then fails as
     * unavailable with its outcome unknown. Reads go well.
     */
    public static Failure unavailableAfterWriting() {
      return new Failure(
          () -> new StoreUnavailableException("Unavailable after writing, as told", true, null),
          true,
          Calls.WRITES,
          ALWAYS);
    }

    private static Failure before(Supplier<? extends RuntimeException> cause) {
      return new Failure(cause, false, Calls.ALL, ALWAYS);
    }

    /**
     * The same, for so many calls; then all goes well again.
     *
     * @throws IllegalArgumentException if that is less than 1
     */
    public Failure times(int times) {
      if (times < 1) {
        throw new IllegalArgumentException("a failure happens once or more");
      }
      return new Failure(cause, afterWriting, calls, times);
    }

    /**
     * The same, where the facts of a membership are read, and nowhere else.
     *
     * @throws IllegalStateException if it is a failure after writing
     */
    public Failure ofFacts() {
      if (afterWriting) {
        throw new IllegalStateException("reading facts writes nothing");
      }
      return new Failure(cause, false, Calls.FACTS, left);
    }

    /** The same, where something is written, and nowhere else. */
    public Failure ofWrites() {
      return new Failure(cause, afterWriting, Calls.WRITES, left);
    }
  }
}
