package io.chatrooms.server;

import java.time.Duration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A fixed number of threads for Jetty. To tell a request that its connection is lost, Jetty starts
 * a thread beyond its pool if no thread is idle, thousands if thousands are lost at once. Here that
 * waits in the queue, which is safe because no task of this server's blocks.
 */
final class JettyThreads extends QueuedThreadPool {
  private static final int THREADS = 24;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

  JettyThreads() {
    super(THREADS);
    setIdleTimeout((int) IDLE_TIMEOUT.toMillis());
  }

  @Override
  public boolean tryExecute(Runnable task) {
    if (!super.tryExecute(task)) {
      execute(task);
    }
    return true;
  }
}
