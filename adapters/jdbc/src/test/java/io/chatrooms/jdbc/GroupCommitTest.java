package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.jdbc.OwnTransactions.Failed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that shares transactions, on a transaction that records what was committed. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Recorder recorder = new Recorder();
  private final GroupCommit group = new GroupCommit(recorder);
  private final Queue<Boolean> interruptedAtTheEnd = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** What each transaction has committed, as the names of the work done in it. */
  private static final class Recorder implements GroupCommit.Transaction {
    private final List<List<String>> committed = new ArrayList<>();
    private List<String> done = new ArrayList<>();
    private @Nullable RuntimeException noConnection;

    /** For the next transaction: there is no connection until the deadline is over. */
    private boolean waitingForConnection;

    /** For the next commit. */
    private @Nullable Failed commitFailure;

    private @Nullable Error afterCommit;
    private boolean running;

    @Override
    public <T> T run(Work<T> work, Deadline deadline) throws Failed {
      assertThat(running).as("two transactions at once").isFalse();
      running = true;
      try {
        if (noConnection != null) {
          throw noConnection;
        }
        if (waitingForConnection) {
          waitingForConnection = false;
          while (!deadline.isOver()) {
            Thread.onSpinWait();
          }
          throw new StoreUnavailableException("no connection", false, null);
        }
        done = new ArrayList<>();
        T result;
        try {
          result = work.with(NO_SESSION);
        } catch (SQLException e) {
          throw new Failed(e, false);
        }
        Failed failure = commitFailure;
        if (failure != null) {
          commitFailure = null;
          throw failure;
        }
        committed.add(done);
        if (afterCommit != null) {
          throw afterCommit;
        }
        return result;
      } finally {
        running = false;
      }
    }
  }

  @SuppressWarnings("NullAway") // the recorder's work uses no session
  private static final Session NO_SESSION = null;

  private Work<String> named(String name) {
    return session -> {
      recorder.done.add(name);
      return "result of " + name;
    };
  }

  /** Runs the works, all of which wait while another transaction runs. */
  private List<Future<String>> waitingTogether(List<Work<String>> works) throws Exception {
    return waitingTogether(works, null, thread -> {});
  }

  /** The same, and afterwards there is no connection; something happens to each waiting thread. */
  private List<Future<String>> waitingTogether(
      List<Work<String>> works,
      @Nullable RuntimeException noConnection,
      Consumer<Thread> whileWaiting)
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<String> first =
        threads.submit(
            () ->
                group.commit(
                    session -> {
                      begun.countDown();
                      awaited(go);
                      recorder.noConnection = noConnection;
                      return named("first").with(session);
                    },
                    Deadline.NONE));
    begun.await();
    List<Future<String>> results = new ArrayList<>();
    for (Work<String> work : works) {
      CompletableFuture<Thread> thread = new CompletableFuture<>();
      results.add(
          threads.submit(
              () -> {
                thread.complete(Thread.currentThread());
                try {
                  return group.commit(work, Deadline.NONE);
                } finally {
                  interruptedAtTheEnd.add(Thread.currentThread().isInterrupted());
                }
              }));
      while (thread.get().getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      whileWaiting.accept(thread.get());
    }
    go.countDown();
    assertThat(first.get()).isEqualTo("result of first");
    return results;
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatWaitsIsCommittedTogetherInTheOrderOfArrival() throws Exception {
    List<Future<String>> results = waitingTogether(List.of(named("a"), named("b"), named("c")));

    assertThat(results.get(0).get()).isEqualTo("result of a");
    assertThat(results.get(1).get()).isEqualTo("result of b");
    assertThat(results.get(2).get()).isEqualTo("result of c");
    assertThat(recorder.committed).containsExactly(List.of("first"), List.of("a", "b", "c"));
  }

  @Test
  void nobodyFailsBecauseOfAnothersSqlException() throws Exception {
    onlyTheSecondFails(
        session -> {
          throw new SQLException("b");
        },
        Failed.class);
  }

  @Test
  void nobodyFailsBecauseOfAnothersRuntimeException() throws Exception {
    onlyTheSecondFails(
        session -> {
          throw new IllegalArgumentException("b");
        },
        IllegalArgumentException.class);
  }

  @Test
  void nobodyFailsBecauseOfAnothersStoreException() throws Exception {
    onlyTheSecondFails(
        session -> {
          throw new StoreUnavailableException("b", false, null);
        },
        StoreUnavailableException.class);
  }

  private void onlyTheSecondFails(Work<String> second, Class<? extends Exception> failure)
      throws Exception {
    List<Future<String>> results = waitingTogether(List.of(named("a"), second, named("c")));

    assertThat(results.get(0).get()).isEqualTo("result of a");
    assertThatThrownBy(results.get(1)::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(failure);
    assertThat(results.get(2).get()).isEqualTo("result of c");
    assertThat(recorder.committed)
        .containsExactlyInAnyOrder(List.of("first"), List.of("a"), List.of("c"));
  }

  /** Each thread meets the Errors of its own work only, and nobody waits behind them. */
  @Test
  void nobodyFailsBecauseOfAnothersError() throws Exception {
    List<Future<String>> results =
        waitingTogether(
            List.of(
                named("a"),
                session -> {
                  throw new StackOverflowError();
                },
                named("c")));

    assertThat(results.get(0).get()).isEqualTo("result of a");
    assertThatThrownBy(results.get(1)::get).hasCauseInstanceOf(StackOverflowError.class);
    assertThat(results.get(2).get()).isEqualTo("result of c");
    assertThat(group.commit(named("later"), Deadline.NONE)).isEqualTo("result of later");
  }

  /** The interrupt is meant for the leader, and is there when its turn is over. */
  @Test
  void anInterruptedLeaderFailsNobody() throws Exception {
    List<Future<String>> results =
        waitingTogether(
            List.of(
                session -> {
                  assertThat(Thread.currentThread().isInterrupted()).isFalse();
                  return named("a").with(session);
                },
                named("b")),
            null,
            Thread::interrupt);

    assertThat(results.get(0).get()).isEqualTo("result of a");
    assertThat(results.get(1).get()).isEqualTo("result of b");
    assertThat(interruptedAtTheEnd).containsExactly(true, true);
  }

  @Test
  void allFailIfItIsUnknownWhetherTheyWereCommitted() throws Exception {
    Failed unknown = new Failed(new SQLException("lost"), true);
    List<Future<String>> results = waitingTogether(List.of(named("a"), named("b"), fails(unknown)));

    for (Future<String> result : results) {
      assertThatThrownBy(result::get)
          .cause()
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> {
                assertThat(failed.outcomeUnknown).isTrue();
                assertThat(failed).cause().isSameAs(unknown.why);
              });
    }
    assertThat(recorder.committed).containsExactly(List.of("first"));
  }

  /** It is not done again: whoever did would find its own change. */
  @Test
  void whatFailsAfterTheCommitIsOfUnknownOutcome() throws Exception {
    List<Future<String>> results = waitingTogether(List.of(named("a"), named("b"), failsLater()));

    for (Future<String> result : results) {
      assertThatThrownBy(result::get)
          .cause()
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.outcomeUnknown).isTrue());
    }
    assertThat(recorder.committed).containsExactly(List.of("first"), List.of("a", "b"));
  }

  /** Work whose transaction ends with an Error after the commit. */
  private Work<String> failsLater() {
    return session -> {
      recorder.afterCommit = new StackOverflowError();
      return "never seen";
    };
  }

  @Test
  void allAreDoneAgainIfTheCommitWasRejected() throws Exception {
    Failed rejected = new Failed(new SQLException("rejected"), false);
    AtomicInteger times = new AtomicInteger();
    List<Future<String>> results =
        waitingTogether(
            List.of(
                named("a"),
                session ->
                    (times.getAndIncrement() == 0 ? fails(rejected) : named("b")).with(session)));

    assertThat(results.get(0).get()).isEqualTo("result of a");
    assertThat(results.get(1).get()).isEqualTo("result of b");
    assertThat(recorder.committed)
        .containsExactlyInAnyOrder(List.of("first"), List.of("a"), List.of("b"));
  }

  /** Work whose commit fails. */
  private Work<String> fails(Failed failure) {
    return session -> {
      recorder.commitFailure = failure;
      return "never seen";
    };
  }

  @Test
  void whatGetsNoTurnBeforeItsDeadlineIsNeverDone() throws Exception {
    List<Future<String>> results =
        waitingTogether(
            List.of(named("a")),
            null,
            waiting ->
                assertThatThrownBy(
                        () -> group.commit(named("late"), Deadline.in(Duration.ofMillis(20))))
                    .isInstanceOfSatisfying(
                        StoreUnavailableException.class,
                        late -> assertThat(late.outcomeUnknown()).isFalse()));

    assertThat(results.get(0).get()).isEqualTo("result of a");
    assertThat(group.commit(named("last"), Deadline.NONE)).isEqualTo("result of last");
    assertThat(recorder.committed).containsExactly(List.of("first"), List.of("a"), List.of("last"));
  }

  @Test
  void whatIsUnderWayAtItsDeadlineIsOfUnknownOutcome() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Work<String> slow =
        session -> {
          begun.countDown();
          awaited(go);
          return named("a").with(session);
        };
    List<Future<String>> late = new ArrayList<>();
    List<Future<String>> results =
        waitingTogether(
            List.of(slow),
            null,
            waiting -> late.add(waitingFor(named("late"), Deadline.in(Duration.ofSeconds(5)))));

    begun.await();
    assertThatThrownBy(late.get(0)::get)
        .cause()
        .isInstanceOfSatisfying(
            StoreUnavailableException.class,
            unavailable -> assertThat(unavailable.outcomeUnknown()).isTrue());
    go.countDown();
    assertThat(results.get(0).get()).isEqualTo("result of a");
    assertThat(recorder.committed).containsExactly(List.of("first"), List.of("a", "late"));
  }

  @Test
  void nobodyFailsBecauseOfTheDeadlineOfALeader() throws Exception {
    List<Future<String>> waiting = new ArrayList<>();
    Work<String> first =
        session -> {
          waiting.add(waitingFor(named("leader"), Deadline.in(Duration.ofSeconds(2))));
          waiting.add(waitingFor(named("other"), Deadline.in(Duration.ofHours(1))));
          recorder.waitingForConnection = true;
          return named("first").with(session);
        };
    assertThat(group.commit(first, Deadline.NONE)).isEqualTo("result of first");

    assertThat(waiting.get(1).get()).isEqualTo("result of other");
    assertThat(recorder.committed).contains(List.of("other"));
  }

  /** Work in a thread that has come to wait for its turn. */
  private Future<String> waitingFor(Work<String> work, Deadline deadline) {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Future<String> result =
        threads.submit(
            () -> {
              thread.complete(Thread.currentThread());
              return group.commit(work, deadline);
            });
    while (thread.join().getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return result;
  }

  @Test
  void allFailAtOnceIfThereIsNoConnection() throws Exception {
    List<Future<String>> results =
        waitingTogether(
            List.of(named("a"), named("b")),
            new StoreUnavailableException("no connection", false, null),
            thread -> {});

    for (Future<String> result : results) {
      assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(StoreUnavailableException.class);
    }
    assertThat(recorder.committed).containsExactly(List.of("first"));
  }
}
