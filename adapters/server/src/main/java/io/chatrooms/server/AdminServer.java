package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Tells whoever operates the server how it is, on a port and threads of its own: {@code /health},
 * {@code /ready} and {@code /metrics}.
 */
final class AdminServer implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int MAX_CONNECTIONS = 64;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  private final Server server = new Server(new QueuedThreadPool(THREADS));
  private final ServerConnector connector;
  private final Readiness readiness;
  private final Figures figures;

  private AdminServer(Listening at, Readiness readiness, Figures figures) {
    this.readiness = readiness;
    this.figures = figures;
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(at.host());
    connector.setPort(at.port());
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    server.setHandler(new Paths());
  }

  /**
   * Starts listening.
   *
   * @throws IllegalStateException if the port is not available
   */
  static AdminServer start(Listening at, Readiness readiness, Figures figures) {
    AdminServer admin = new AdminServer(at, readiness, figures);
    try {
      admin.server.start();
      return admin;
    } catch (Exception e) {
      admin.close();
      throw at.failed(e);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty cannot stop", e);
    }
  }

  private final class Paths extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
        response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
        return answer(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "GET or HEAD only\n");
      }
      return switch (request.getHttpURI().getPath()) {
        case "/health" -> answer(response, callback, HttpStatus.OK_200, "up\n");
        case "/ready" ->
            readiness.isReady()
                ? answer(response, callback, HttpStatus.OK_200, "ready\n")
                : answer(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "not ready\n");
        case "/metrics" -> answer(response, callback, HttpStatus.OK_200, figures.text());
        default ->
            answer(response, callback, HttpStatus.NOT_FOUND_404, "/health, /ready or /metrics\n");
      };
    }

    private static boolean answer(Response response, Callback callback, int status, String text) {
      response.setStatus(status);
      response
          .getHeaders()
          .put(HttpHeader.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
      response.write(true, ByteBuffer.wrap(text.getBytes(UTF_8)), callback);
      return true;
    }
  }
}
