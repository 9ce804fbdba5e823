package io.chatrooms.jdbc;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.jdbc.OwnTransactions.Failed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One transaction at a time. Work that arrives while one is running shares the next one: the thread
 * whose turn it is does all of it, in the order in which it arrived, and commits once.
 *
 * <p>If a shared transaction fails and nothing was committed, each thread does its own work again
 * in a transaction of its own, so nobody fails because of another's work. If it is unknown whether
 * it was committed, or if there is no connection, all fail.
 */
final class GroupCommit {
  private final Transaction transaction;

  /** Held by the thread whose turn it is. Fair, so that nobody waits longer than the others. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final Queue<Part<?>> waiting = new ConcurrentLinkedQueue<>();

  GroupCommit(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Begins a transaction, does the work in it, and commits. */
  interface Transaction {
    <T> T run(Work<T> work, Deadline deadline) throws Failed;
  }

  /**
   * Does the work, and returns its result when it is committed. Another thread may do it, and it
   * may be done again after a transaction that was rolled back.
   */
  <T> T commit(Work<T> work, Deadline deadline) throws Failed {
    Part<T> part = new Part<>(work);
    waiting.add(part);
    try {
      if (!hasTurn(deadline)) {
        return part.given();
      }
      try {
        if (!part.isOver()) {
          lead(deadline);
        }
        waiting.remove(part); // The next leader is not to do it again.
        return part.isOver() ? part.outcome() : transaction.run(work, deadline);
      } finally {
        turn.unlock();
      }
    } finally {
      waiting.remove(part); // No turn came, for lack of memory or stack.
    }
  }

  /** The same in a transaction that is not shared. */
  <T> T commitAlone(Work<T> work, Deadline deadline) throws Failed {
    if (!hasTurn(deadline)) {
      throw late(false);
    }
    try {
      return transaction.run(work, deadline);
    } finally {
      turn.unlock();
    }
  }

  /** Waits for the turn of this thread; false if none came before the deadline. */
  private boolean hasTurn(Deadline deadline) {
    if (!deadline.isSet()) {
      turn.lock();
      return true;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return turn.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) { // It is meant for the work of this thread.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static StoreUnavailableException late(boolean outcomeUnknown) {
    return new StoreUnavailableException(
        "Other changes of the same store took longer than the time-out", outcomeUnknown, null);
  }

  /** Does what waits, unless that is one work. What is not over then is to be done alone. */
  private void lead(Deadline deadline) {
    List<Part<?>> group = new ArrayList<>();
    for (Part<?> part : waiting) {
      if (part.state.compareAndSet(State.WAITING, State.TAKEN)) {
        group.add(part);
      }
    }
    if (group.size() < 2) {
      group.forEach(part -> part.state.set(State.ALONE));
      return;
    }
    boolean interrupted = Thread.interrupted(); // It is meant for the work of this thread.
    Progress progress = new Progress();
    try {
      transaction.run(
          session -> {
            progress.begun = true;
            for (Part<?> part : group) {
              part.perform(session);
            }
            progress.done = true;
            return progress;
          },
          deadline);
      for (Part<?> part : group) {
        part.state.set(State.OVER);
      }
    } catch (Throwable e) { // Whoever caused it meets it again when it does its work alone.
      boolean certain = !progress.done || (e instanceof Failed failed && !failed.outcomeUnknown);
      boolean leadersOwn = Thread.currentThread().isInterrupted() || deadline.isOver();
      boolean forAll = !certain || (!progress.begun && e instanceof StoreException && !leadersOwn);
      for (Part<?> part : group) {
        part.failure = forAll ? e : null;
        part.state.set(forAll ? State.OVER : State.ALONE);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** How far a shared transaction came. A failure after all is done may come after the commit. */
  private static final class Progress {
    private boolean begun;
    private boolean done;
  }

  private enum State {
    WAITING,

    /** In a shared transaction. */
    TAKEN,

    /** To be done in a transaction of its own. */
    ALONE,
    OVER
  }

  /** The work of one thread. Only the thread whose turn it is writes a result or a failure. */
  private static final class Part<T> {
    private final Work<T> work;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private @Nullable T result;
    private @Nullable Throwable failure;

    Part(Work<T> work) {
      this.work = work;
    }

    void perform(Session session) throws SQLException {
      result = work.with(session);
    }

    boolean isOver() {
      return state.get() == State.OVER;
    }

    /** What came of it until now. It is not begun afterwards. */
    T given() throws Failed {
      State last = state.compareAndExchange(State.WAITING, State.OVER);
      if (last == State.OVER) {
        return outcome();
      }
      throw late(last == State.TAKEN);
    }

    /** Each thread throws an exception of its own. */
    T outcome() throws Failed {
      if (failure instanceof StoreUnavailableException e) {
        throw new StoreUnavailableException("%s".formatted(e.getMessage()), false, e);
      }
      if (failure instanceof StoreBrokenException e) {
        throw new StoreBrokenException("%s".formatted(e.getMessage()), false, e);
      }
      if (failure instanceof Failed e) {
        throw new Failed(e.why, true);
      }
      if (failure != null) {
        throw new Failed(new SQLException("the commit that was shared failed", failure), true);
      }
      return requireNonNull(result, "result");
    }
  }
}
