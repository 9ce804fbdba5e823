package io.chatrooms.batching;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One lane an account, on which groups of callers are on their way. A caller who finds room on the
 * lane goes at once. Others wait. Whoever returns gives the place to the caller who has waited
 * longest, who takes along as many of the others as a group may have. A caller who has waited too
 * long, or is interrupted while waiting, leaves the lane and goes alone.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
final class Lanes<Q, A> {
  private final Limits limits;
  private final Statement<Q, A> statement;

  /** Guards the lanes and what they contain. It is held for a few steps in memory only. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The lanes on which somebody is. */
  private final Map<AccountId, Lane<Q, A>> lanes = new HashMap<>();

  Lanes(Limits limits, Statement<Q, A> statement) {
    this.limits = limits;
    this.statement = statement;
  }

  /** How many callers make a group, how many groups a lane has, and how long a caller waits. */
  record Limits(int group, int groups, long waitNanos) {}

  /** How a question is answered. */
  interface Statement<Q, A> {
    /** True if it changes nothing, so that it may be asked again whatever happened. */
    boolean isRead();

    A alone(Q question);

    /** The answers in the order of the questions. */
    List<A> together(AccountId accountId, List<Q> questions);
  }

  private static final class Lane<Q, A> {
    private int groups;
    private final ArrayDeque<Seat<Q, A>> waiting = new ArrayDeque<>();
  }

  private enum State {
    WAITING,

    /** To ask for a group. */
    LEADING,

    /** In a group for which another caller asks. */
    TAKEN,

    /** To ask without a group. */
    ALONE,
    ANSWERED,
    FAILED
  }

  /** A caller. The state is written last, so whoever reads it sees the rest. */
  private static final class Seat<Q, A> {
    private final Q question;
    private final Thread thread = Thread.currentThread();
    private volatile State state = State.WAITING;
    private @Nullable A answer;
    private @Nullable Throwable failure;

    Seat(Q question) {
      this.question = question;
    }

    void become(State next) {
      state = next;
      LockSupport.unpark(thread);
    }

    void answer(A given) {
      answer = given;
      become(State.ANSWERED);
    }

    void fail(Throwable why) {
      failure = why;
      become(State.FAILED);
    }
  }

  /** Asks a question, alone or in a group. */
  A ask(AccountId accountId, Q question) {
    Seat<Q, A> seat = new Seat<>(question);
    if (enters(accountId, seat)) {
      return goesFirst(accountId, seat);
    }
    return switch (outcome(accountId, seat)) {
      case LEADING -> leads(accountId, seat);
      case ANSWERED -> requireNonNull(seat.answer, "answer");
      case FAILED -> throw sharedFailure(requireNonNull(seat.failure, "failure"));
      default -> statement.alone(question);
    };
  }

  /** What the caller is to do after it has waited. Without memory or stack it leaves the lane. */
  private State outcome(AccountId accountId, Seat<Q, A> seat) {
    boolean arrived = false;
    try {
      State state = await(accountId, seat);
      arrived = true;
      return state;
    } finally {
      if (!arrived && !goesAlone(accountId, seat) && seat.state == State.LEADING) {
        leaves(accountId);
      }
    }
  }

  /** True if the caller may go; otherwise it waits. */
  private boolean enters(AccountId accountId, Seat<Q, A> seat) {
    lock.lock();
    try {
      Lane<Q, A> lane = lanes.computeIfAbsent(accountId, id -> new Lane<>());
      if (lane.groups < limits.groups) {
        lane.groups++;
        return true;
      }
      lane.waiting.add(seat);
      return false;
    } finally {
      lock.unlock();
    }
  }

  private A goesFirst(AccountId accountId, Seat<Q, A> seat) {
    try {
      return statement.alone(seat.question);
    } finally {
      leaves(accountId);
    }
  }

  private A leads(AccountId accountId, Seat<Q, A> leader) {
    try {
      List<Seat<Q, A>> others = taken(accountId);
      if (!others.isEmpty()) {
        askFor(accountId, leader, others);
      }
      return switch (leader.state) {
        case ANSWERED -> requireNonNull(leader.answer, "answer");
        case FAILED -> throw sharedFailure(requireNonNull(leader.failure, "failure"));
        default -> statement.alone(leader.question);
      };
    } finally {
      leaves(accountId);
    }
  }

  /** Those who go with the caller who leads. */
  private List<Seat<Q, A>> taken(AccountId accountId) {
    List<Seat<Q, A>> taken = new ArrayList<>(limits.group);
    lock.lock();
    try {
      ArrayDeque<Seat<Q, A>> waiting = requireNonNull(lanes.get(accountId), "lane").waiting;
      while (taken.size() < limits.group - 1 && !waiting.isEmpty()) {
        Seat<Q, A> next = waiting.remove();
        next.state = State.TAKEN;
        taken.add(next);
      }
    } finally {
      lock.unlock();
    }
    return taken;
  }

  /** Answers the whole group, or lets each go alone, or tells each that the outcome is unknown. */
  private void askFor(AccountId accountId, Seat<Q, A> leader, List<Seat<Q, A>> others) {
    // An interrupt from before is meant for the leader alone, and must not end what all share.
    boolean interrupted = Thread.interrupted();
    Throwable failure = null;
    boolean answered = false;
    try {
      List<Q> questions = new ArrayList<>(others.size() + 1);
      questions.add(leader.question);
      others.forEach(seat -> questions.add(seat.question));
      List<A> answers = statement.together(accountId, questions);
      if (answers.size() != questions.size()) {
        throw new StoreBrokenException(
            "The store answered %s of %s questions".formatted(answers.size(), questions.size()),
            true,
            null);
      }
      leader.answer(answers.get(0));
      for (int i = 0; i < others.size(); i++) {
        others.get(i).answer(answers.get(i + 1));
      }
      answered = true;
    } catch (Throwable e) { // Whoever waits is told in any case.
      failure = e;
    } finally {
      if (!answered) {
        tell(leader, failure);
        for (int i = 0; i < others.size(); i++) {
          tell(others.get(i), failure);
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void tell(Seat<Q, A> seat, @Nullable Throwable failure) {
    if (failure == null || statement.isRead() || nothingChanged(failure)) {
      seat.become(State.ALONE);
    } else {
      seat.fail(failure);
    }
  }

  /** An argument of one caller is rejected before anything is changed. */
  private static boolean nothingChanged(Throwable failure) {
    return failure instanceof IllegalArgumentException
        || (failure instanceof StoreException e && !e.outcomeUnknown());
  }

  /** Each thread throws an exception of its own. */
  private static RuntimeException sharedFailure(Throwable why) {
    return why instanceof StoreUnavailableException
        ? new StoreUnavailableException("%s".formatted(why.getMessage()), true, why)
        : new StoreBrokenException("A shared statement failed", true, why);
  }

  /** Gives the place of a group to the caller who has waited longest, if one waits. */
  private void leaves(AccountId accountId) {
    Seat<Q, A> next;
    lock.lock();
    try {
      Lane<Q, A> lane = requireNonNull(lanes.get(accountId), "lane");
      next = lane.waiting.poll();
      if (next != null) {
        next.state = State.LEADING;
      } else if (--lane.groups == 0) {
        lanes.remove(accountId);
      }
    } finally {
      lock.unlock();
    }
    if (next != null) {
      LockSupport.unpark(next.thread);
    }
  }

  /** Waits until the caller is to do something, or has an answer. */
  private State await(AccountId accountId, Seat<Q, A> seat) {
    long end = System.nanoTime() + limits.waitNanos;
    boolean interrupted = false;
    try {
      while (true) {
        State state = seat.state;
        if (state != State.WAITING && state != State.TAKEN) {
          return state;
        }
        long left = end - System.nanoTime();
        if (state == State.WAITING
            && (left <= 0 || Thread.currentThread().isInterrupted())
            && goesAlone(accountId, seat)) {
          return State.ALONE;
        }
        interrupted |= Thread.interrupted();
        if (seat.state == State.WAITING) {
          LockSupport.parkNanos(this, Math.max(1, left));
        } else {
          LockSupport.park(this);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** True if the caller has left the lane before another one took it along. */
  private boolean goesAlone(AccountId accountId, Seat<Q, A> seat) {
    lock.lock();
    try {
      Lane<Q, A> lane = lanes.get(accountId);
      return lane != null && lane.waiting.remove(seat);
    } finally {
      lock.unlock();
    }
  }

  /** True if nobody is on any lane. */
  boolean areEmpty() {
    lock.lock();
    try {
      return lanes.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
