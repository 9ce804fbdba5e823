package io.chatrooms.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Logs if connections cannot be accepted, for example because no more files may be opened. */
final class AcceptingConnector extends ServerConnector {
  private static final System.Logger LOG = System.getLogger("io.chatrooms.server");
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - INTERVAL);

  AcceptingConnector(Server server, HttpConnectionFactory factory) {
    super(server, factory);
  }

  @Override
  protected boolean handleAcceptFailure(Throwable failure) {
    long last = loggedAt.get();
    long now = System.nanoTime();
    if (isOpen() && now - last >= INTERVAL && loggedAt.compareAndSet(last, now)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "connections cannot be accepted: {0}; the limit of open files may be too low, or"
              + " --max-connections too high",
          failure.getMessage());
    }
    return super.handleAcceptFailure(failure);
  }
}
