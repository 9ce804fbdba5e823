package io.chatrooms.server;

import io.chatrooms.http.ChimeServlet;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The servlet in Jetty. Jetty's threads receive requests, check them and send answers, and never
 * wait; the workers wait for the store.
 */
final class JettyServer implements AutoCloseable {
  /** How many requests may wait for a worker; any further get ServiceUnavailable. */
  static final int QUEUE = 256;

  /** How long a request waits for a worker; after it the client gets ServiceUnavailable. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  /** Connections waiting to be accepted; the operating system may allow fewer. */
  private static final int BACKLOG = 4_096;

  /** The longest time from a request's headers to its answer. */
  static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  /**
   * So many times a request's timeout may a connection be idle. More than once, so that the next
   * request finds it open after one that was answered at its timeout.
   */
  private static final int IDLE = 2;

  /** Longer than the timeout of a request. */
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(35);

  private final Server server;
  private final ServerConnector connector;
  private final Connections connections;
  private final ThreadPoolExecutor workers;

  private JettyServer(
      ChimeServlet servlet,
      ThreadPoolExecutor workers,
      Listening at,
      int limit,
      RequestLog log,
      Duration requestTimeout) {
    this.workers = workers;
    server = new Server(new JettyThreads());
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setUriCompliance(UriCompliance.UNSAFE); // percent-encoded ids may hold any character
    http.setHeaderCacheCaseSensitive(true); // signatures cover header values as they were sent
    connector = new AcceptingConnector(server, new HttpConnectionFactory(http));
    connector.setHost(at.host());
    connector.setPort(at.port());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(requestTimeout.multipliedBy(IDLE).toMillis());
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    connections = new Connections(limit, context);
    connector.addBean(connections, false);
    server.setHandler(connections);
    JettyErrorHandler errors = new JettyErrorHandler();
    server.setErrorHandler(errors);
    context.setErrorHandler(errors);
    server.setRequestLog(log);
  }

  /** Creates the threads that use the store; {@link #close} stops them. */
  static ThreadPoolExecutor workers(int size) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        size,
        size,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(QUEUE),
        task -> new Thread(task, "store-" + number.incrementAndGet()));
  }

  /**
   * Starts a server.
   *
   * @param limit how many connections may be open
   * @param requestTimeout the servlet's
   * @throws IllegalStateException if the server cannot start; nothing is left running then
   */
  static JettyServer start(
      ChimeServlet servlet,
      ThreadPoolExecutor workers,
      Listening at,
      int limit,
      RequestLog log,
      Duration requestTimeout) {
    JettyServer started = new JettyServer(servlet, workers, at, limit, log, requestTimeout);
    try {
      started.server.start();
      return started;
    } catch (Exception e) {
      started.close();
      throw at.failed(e);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  Connections connections() {
    return connections;
  }

  /** Stops accepting connections, and finishes the requests in progress. */
  @Override
  public void close() {
    try {
      connector.close();
      connections.drain(SHUTDOWN_TIMEOUT);
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty cannot stop", e);
    } finally {
      connections.close();
      workers.shutdown();
    }
  }
}
