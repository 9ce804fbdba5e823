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
    <T> T run(Work<T> work) throws Failed;
  }

  /**
   * Does the work, and returns its result when it is committed. Another thread may do it, and it
   * may be done again after a transaction that was rolled back.
   */
  <T> T commit(Work<T> work) throws Failed {
    Part<T> part = new Part<>(work);
    waiting.add(part);
    try {
      turn.lock();
      try {
        if (!part.isOver()) {
          lead();
        }
        waiting.remove(part); // The next leader is not to do it again.
        return part.isOver() ? part.outcome() : transaction.run(work);
      } finally {
        turn.unlock();
      }
    } finally {
      waiting.remove(part); // No turn came, for lack of memory or stack.
    }
  }

  /** The same in a transaction that is not shared. */
  <T> T commitAlone(Work<T> work) throws Failed {
    turn.lock();
    try {
      return transaction.run(work);
    } finally {
      turn.unlock();
    }
  }

  /** Does what waits, unless that is one work. What is not over then is to be done alone. */
  private void lead() {
    List<Part<?>> group = new ArrayList<>();
    for (Part<?> part : waiting) {
      if (!part.alone) {
        group.add(part);
      }
    }
    if (group.size() < 2) {
      return;
    }
    for (Part<?> part : group) {
      part.alone = true;
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
          });
      for (Part<?> part : group) {
        part.committed = true;
      }
    } catch (Throwable e) { // Whoever caused it meets it again when it does its work alone.
      boolean certain = !progress.done || (e instanceof Failed failed && !failed.outcomeUnknown);
      boolean forAll =
          !certain
              || (!progress.begun
                  && e instanceof StoreException
                  && !Thread.currentThread().isInterrupted());
      for (Part<?> part : group) {
        part.failure = forAll ? e : null;
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

  /** The work of one thread. Only the thread whose turn it is reads and writes the rest. */
  private static final class Part<T> {
    private final Work<T> work;
    private boolean alone;
    private @Nullable T result;
    private boolean committed;
    private @Nullable Throwable failure;

    Part(Work<T> work) {
      this.work = work;
    }

    void perform(Session session) throws SQLException {
      result = work.with(session);
    }

    boolean isOver() {
      return committed || failure != null;
    }

    /** Each thread throws an exception of its own. */
    T outcome() throws Failed {
      if (failure instanceof StoreUnavailableException e) {
        throw new StoreUnavailableException("%s".formatted(e.getMessage()), false, e);
      }
      if (failure instanceof StoreBrokenException e) {
        throw new StoreBrokenException("%s".formatted(e.getMessage()), false, e);
      }
      if (failure != null) {
        throw new Failed(new SQLException("the commit that was shared failed", failure), true);
      }
      return requireNonNull(result, "result");
    }
  }
}
