package io.chatrooms.http;

import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.RequestRate;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A host that mounts the servlet in Jetty, configured as the README says. Unless a test says
 * otherwise, the documented example is in its store, and Alejandro is the caller of every request.
 */
final class JettyHost implements AutoCloseable {
  private final Server jetty = new Server();
  private final ServerConnector connector;

  private JettyHost(ChimeServlet servlet) throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setHeaderCacheCaseSensitive(true);
    connector =
        new ServerConnector(
            jetty, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(TimeUnit.MINUTES.toMillis(10)); // longer than any test takes
    jetty.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    jetty.setHandler(context);
    jetty.start();
  }

  static JettyHost start() throws Exception {
    return start(RequestRate.unlimited(), servlet -> servlet);
  }

  /** The rate is called for each request, on the thread that runs the action. */
  static JettyHost start(RequestRate rate) throws Exception {
    return start(rate, servlet -> servlet);
  }

  static JettyHost start(RequestRate rate, UnaryOperator<ChimeServlet.Builder> settings)
      throws Exception {
    return start(
        ChatRooms.builder(DocumentedExample.store(), Clock.systemUTC()).rate(rate).build(),
        settings);
  }

  static JettyHost start(ChatRooms chatRooms, UnaryOperator<ChimeServlet.Builder> settings)
      throws Exception {
    return new JettyHost(
        settings
            .apply(
                ChimeServlet.builder(chatRooms)
                    .authenticatedBy((request, accountId) -> DocumentedExample.ALEJANDRO))
            .build());
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      jetty.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
