package io.chatrooms.jdbc;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.store.StoreException;
import io.chatrooms.jdbc.OwnTransactions.Failed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One transaction at a time. Work that arrives while one is running shares the next one: a leader,
 * one of the threads that wait, does it in the order in which it arrived, and commits once.
 *
 * <p>If a shared transaction fails before its commit, it is rolled back, and each thread does its
 * own work again in a transaction of its own, so nobody fails because of another's work. If the
 * commit fails and its outcome is unknown, or if there is no connection, all fail.
 */
final class GroupCommit {
  private final Transaction transaction;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turnEnded = lock.newCondition();
  private List<Part<?>> waiting = new ArrayList<>();
  private boolean running;

  GroupCommit(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Begins a transaction, does the work in it, and commits. */
  interface Transaction {
    <T> T run(Work<T> work) throws Failed;
  }

  /** Does the work, and returns its result when it is committed. */
  <T> T commit(Work<T> work) throws Failed {
    Part<T> part = new Part<>(work);
    List<Part<?>> group = awaitTurn(part);
    if (group.size() > 1) {
      lead(group);
      group = awaitTurn(part);
    }
    if (group.isEmpty()) {
      return part.outcome();
    }
    try {
      return transaction.run(work);
    } finally {
      endTurn(List.of());
    }
  }

  /** The parts that the caller has to do now; none if its own part has an outcome. */
  private List<Part<?>> awaitTurn(Part<?> part) {
    lock.lock();
    try {
      if (!part.alone && !part.hasOutcome()) {
        waiting.add(part);
      }
      while (running && !part.hasOutcome()) {
        turnEnded.awaitUninterruptibly();
      }
      if (part.hasOutcome()) {
        return List.of();
      }
      running = true;
      return part.alone ? List.of(part) : all();
    } finally {
      lock.unlock();
    }
  }

  /**
   * All that wait, and those that are about to: threads whose work was committed a moment ago often
   * have more. A thread that is alone gives up its processor once, and waits for nobody.
   */
  @SuppressWarnings("ThreadPriorityCheck") // Nothing but the size of the group relies on it.
  private List<Part<?>> all() {
    int before;
    do {
      before = waiting.size();
      lock.unlock();
      Thread.yield();
      lock.lock();
    } while (waiting.size() > before);
    List<Part<?>> all = waiting;
    waiting = new ArrayList<>();
    return all;
  }

  private void lead(List<Part<?>> group) {
    boolean[] begun = {false};
    try {
      boolean committed =
          transaction.run(
              session -> {
                begun[0] = true;
                for (Part<?> part : group) {
                  part.perform(session);
                }
                return true;
              });
      group.forEach(part -> part.committed = committed);
    } catch (Failed e) {
      if (e.outcomeUnknown) {
        group.forEach(part -> part.failed = e);
      }
    } catch (StoreException e) {
      if (!begun[0]) {
        group.forEach(part -> part.unavailable = e);
      }
    } catch (RuntimeException e) {
      // The thread whose work throws this meets it again when it does its work alone.
    } finally {
      endTurn(group);
    }
  }

  /** Each of those that have no outcome is to be done alone. */
  private void endTurn(List<Part<?>> group) {
    lock.lock();
    try {
      group.forEach(part -> part.alone = true);
      running = false;
      turnEnded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The work of one thread. The leader of its group writes the outcome, during its turn. */
  private static final class Part<T> {
    private final Work<T> work;
    private @Nullable T result;
    private boolean committed;
    private @Nullable Failed failed;
    private @Nullable StoreException unavailable;
    private boolean alone;

    Part(Work<T> work) {
      this.work = work;
    }

    void perform(Session session) throws SQLException {
      result = work.with(session);
    }

    boolean hasOutcome() {
      return committed || failed != null || unavailable != null;
    }

    T outcome() throws Failed {
      if (failed != null) {
        throw failed;
      }
      if (unavailable != null) {
        throw unavailable;
      }
      return requireNonNull(result, "result");
    }
  }
}
