package io.chatrooms.server;

import io.chatrooms.http.ChimeServlet;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The servlet in Jetty. An idle connection occupies no thread. Complete requests are handled by
 * {@link #WORKERS} threads with a queue of {@link #QUEUE}; a request that finds the queue full gets
 * ServiceUnavailable.
 */
final class JettyServer implements AutoCloseable {
  static final int WORKERS = 16;
  static final int QUEUE = 256;

  /** Connections waiting to be accepted; the operating system may allow fewer. */
  private static final int BACKLOG = 4_096;

  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  /** During shutdown a connection that is idle for this long is closed, even within a body. */
  private static final Duration SHUTDOWN_IDLE_TIMEOUT = Duration.ofSeconds(5);

  /** Longer than the timeout of a request. */
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(35);

  private final Server server;
  private final ServerConnector connector;
  private final ExecutorService workers;

  private JettyServer(Server server, ServerConnector connector, ExecutorService workers) {
    this.server = server;
    this.connector = connector;
    this.workers = workers;
  }

  /** Creates the threads that handle requests; {@link #close} stops them. */
  static ThreadPoolExecutor workers() {
    return new ThreadPoolExecutor(
        WORKERS, WORKERS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE));
  }

  /**
   * Starts a server that listens on this address.
   *
   * @param port 0 for any free port
   * @throws IllegalStateException if the server cannot start; nothing is left running then
   */
  static JettyServer start(ChimeServlet servlet, ExecutorService workers, String host, int port) {
    Server server = new Server(new QueuedThreadPool());
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setUriCompliance(UriCompliance.UNSAFE); // percent-encoded ids may hold any character
    http.setHeaderCacheCaseSensitive(true); // signatures cover header values as they were sent
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_TIMEOUT.toMillis());
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    server.setHandler(new GracefulHandler(context));
    JettyErrorHandler errors = new JettyErrorHandler();
    server.setErrorHandler(errors);
    context.setErrorHandler(errors);
    server.setStopTimeout(SHUTDOWN_TIMEOUT.toMillis());
    JettyServer started = new JettyServer(server, connector, workers);
    try {
      server.start();
      return started;
    } catch (Exception e) {
      started.close();
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        throw new IllegalStateException("port " + port + " is in use or not permitted", e);
      }
      throw new IllegalStateException("Jetty cannot start: " + e, e);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  /** Stops accepting requests and finishes those in progress. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty cannot stop", e);
    } finally {
      workers.shutdown();
    }
  }
}
