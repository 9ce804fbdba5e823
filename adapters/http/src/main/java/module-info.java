/**
 * The HTTP protocol of Amazon Chime's chat rooms as a servlet, {@link
 * io.chatrooms.http.ChimeServlet}. Clients that were written for the closed service can use it
 * unchanged.
 */
module io.chatrooms.http {
  requires transitive io.chatrooms.core;
  requires transitive jakarta.servlet;
  requires static org.jspecify;
  requires tools.jackson.databind;

  exports io.chatrooms.http;
}
