package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.jdbc.OwnTransactions.Failed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that shares transactions, on a transaction that records what was committed. */
@Timeout(60)
class GroupCommitTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Recorder recorder = new Recorder();
  private final GroupCommit group = new GroupCommit(recorder);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** What each transaction has committed, as the names of the work done in it. */
  private static final class Recorder implements GroupCommit.Transaction {
    private final List<List<String>> committed = new ArrayList<>();
    private List<String> done = new ArrayList<>();
    private @Nullable RuntimeException noConnection;

    /** For the next commit. */
    private @Nullable Failed commitFailure;

    private boolean running;

    @Override
    public <T> T run(Work<T> work) throws Failed {
      assertThat(running).as("two transactions at once").isFalse();
      running = true;
      try {
        if (noConnection != null) {
          throw noConnection;
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
    return waitingTogether(works, null);
  }

  /** The same, and afterwards there is no connection. */
  private List<Future<String>> waitingTogether(
      List<Work<String>> works, @Nullable RuntimeException noConnection) throws Exception {
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
                    }));
    begun.await();
    List<Future<String>> results = new ArrayList<>();
    for (Work<String> work : works) {
      CompletableFuture<Thread> thread = new CompletableFuture<>();
      results.add(
          threads.submit(
              () -> {
                thread.complete(Thread.currentThread());
                return group.commit(work);
              }));
      while (thread.get().getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
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

  /** An Error ends the thread that meets it. The others do their own work. */
  @Test
  void nobodyWaitsForEverBehindAnError() throws Exception {
    AtomicInteger times = new AtomicInteger();
    List<Future<String>> results =
        waitingTogether(
            List.of(
                named("a"),
                session -> {
                  if (times.getAndIncrement() == 0) {
                    throw new StackOverflowError();
                  }
                  return named("b").with(session);
                },
                named("c")));

    int ended = 0;
    for (Future<String> result : results) {
      try {
        result.get();
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(StackOverflowError.class);
        ended++;
      }
    }
    assertThat(ended).isEqualTo(1);
    assertThat(group.commit(named("later"))).isEqualTo("result of later");
  }

  @Test
  void allFailIfItIsUnknownWhetherTheyWereCommitted() throws Exception {
    Failed unknown = new Failed(new SQLException("lost"), true);
    List<Future<String>> results = waitingTogether(List.of(named("a"), named("b"), fails(unknown)));

    for (Future<String> result : results) {
      assertThatThrownBy(result::get).hasCause(unknown);
    }
    assertThat(recorder.committed).containsExactly(List.of("first"));
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
  void allFailAtOnceIfThereIsNoConnection() throws Exception {
    List<Future<String>> results =
        waitingTogether(
            List.of(named("a"), named("b")),
            new StoreUnavailableException("no connection", false, null));

    for (Future<String> result : results) {
      assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(StoreUnavailableException.class);
    }
    assertThat(recorder.committed).containsExactly(List.of("first"));
  }
}
