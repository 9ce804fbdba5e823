package io.chatrooms.server;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Says whether the server can serve requests now: it is started, does not stop, and the store
 * answers. However many ask at the same time, the store is asked once.
 */
final class Readiness implements AutoCloseable {
  static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  private static final AccountId ANY_ACCOUNT = new AccountId("readiness");

  private final Store store;
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(task -> daemon(task, "readiness"));
  private final AtomicReference<@Nullable CompletableFuture<Boolean>> asked =
      new AtomicReference<>();
  private volatile boolean serving;

  Readiness(Store store) {
    this.store = store;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void setServing(boolean serving) {
    this.serving = serving;
  }

  /** Waits for the store's answer, but not longer than {@link #LONGEST_WAIT}. */
  boolean isReady() {
    if (!serving) {
      return false;
    }
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    CompletableFuture<Boolean> current = asked.compareAndExchange(null, mine);
    if (current == null) {
      current = mine;
      asking.execute(() -> ask(mine));
    }
    try {
      return current.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS) && serving;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private void ask(CompletableFuture<Boolean> answer) {
    boolean answers = false;
    try {
      store.accounts().find(ANY_ACCOUNT);
      answers = true;
    } catch (RuntimeException e) {
      // The log has the failures of requests; a probe only needs to know that there is one.
    } finally {
      asked.set(null);
      answer.complete(answers);
    }
  }

  @Override
  public void close() {
    asking.shutdown();
  }
}
