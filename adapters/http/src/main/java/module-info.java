/**
 * The wire protocol of Amazon Chime's chat rooms, so that the clients of the closed service run
 * unchanged: {@link io.chatrooms.http.ChimeServlet} for a host that has a servlet container, and a
 * server that stands alone.
 */
module io.chatrooms.http {
  requires transitive io.chatrooms.core;
  requires transitive jakarta.servlet;
  requires static org.jspecify;
  requires tools.jackson.databind;

  // The standalone server's own, which a host that mounts the servlet does without.
  requires static com.zaxxer.hikari;
  requires static io.chatrooms.inmemory;
  requires static io.chatrooms.jdbc;
  requires static java.logging;
  requires static java.sql;
  requires static org.eclipse.jetty.ee10.servlet;
  requires static org.eclipse.jetty.http;
  requires static org.eclipse.jetty.io;
  requires static org.eclipse.jetty.server;
  requires static org.eclipse.jetty.util;

  exports io.chatrooms.http;
}
