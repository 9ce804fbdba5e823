package io.chatrooms.http.standalone;

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
 * The servlet on Jetty. Connections cost no thread while nothing arrives on them; what has arrived
 * is worked on by so many threads, with so many requests waiting, and the next is answered
 * ServiceUnavailable.
 */
final class HttpServer implements AutoCloseable {
  static final int WORKERS = 16;
  static final int WAITING = 256;

  /** Connections that come in faster than they are accepted; as many as the system allows. */
  private static final int BACKLOG = 4_096;

  private static final Duration IDLE = Duration.ofSeconds(30);

  /** How long a body may pause that is on its way when the server stops. */
  private static final Duration LAST_PAUSE = Duration.ofSeconds(5);

  /** Longer than any request may take. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(35);

  private final Server server;
  private final ServerConnector connector;
  private final ExecutorService workers;

  private HttpServer(Server server, ServerConnector connector, ExecutorService workers) {
    this.server = server;
    this.connector = connector;
    this.workers = workers;
  }

  /** The threads that servlets of this server work on. */
  static ThreadPoolExecutor workers() {
    return new ThreadPoolExecutor(
        WORKERS, WORKERS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
  }

  /**
   * A server that listens on this address of the machine.
   *
   * @param port 0 for any that is free
   */
  static HttpServer start(ChimeServlet servlet, ExecutorService workers, String host, int port) {
    Server server = new Server(new QueuedThreadPool());
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setUriCompliance(UriCompliance.UNSAFE); // ids hold anything, percent-encoded
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(LAST_PAUSE.toMillis());
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    server.setHandler(new GracefulHandler(context));
    ContainerErrors errors = new ContainerErrors();
    server.setErrorHandler(errors);
    context.setErrorHandler(errors);
    server.setStopTimeout(LAST_ANSWERS.toMillis());
    HttpServer started = new HttpServer(server, connector, workers);
    try {
      server.start();
      return started;
    } catch (Exception e) {
      started.close();
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        throw new IllegalStateException("port " + port + " is taken, or not allowed", e);
      }
      throw new IllegalStateException("Jetty does not start: " + e, e);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  /** Takes no more requests, and answers those that are under way. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not stop", e);
    } finally {
      workers.shutdown();
    }
  }
}
