package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Sends unsigned requests to a port of this machine, each on a connection of its own: an idle
 * connection would delay the server's shutdown.
 */
final class HttpTestClient {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private HttpTestClient() {}

  record Answer(int status, String head, String body) {}

  /** Adds a member to a room. */
  static Answer add(int port, String account, String room, String member) throws IOException {
    try (Socket socket = connect(port)) {
      send(socket, request(account, room, member));
      return receive(socket);
    }
  }

  static Answer addJaneDoe(int port) throws IOException {
    return add(
        port,
        RunningServer.ACCOUNT.value(),
        RunningServer.ROOM.value(),
        RunningServer.JANE_DOE.value());
  }

  /** Sends a request with this method and target, such as {@code GET /accounts/a/rooms}. */
  static Answer ask(int port, String methodAndTarget, String body) throws IOException {
    try (Socket socket = connect(port)) {
      send(
          socket,
          """
          %s HTTP/1.1\r
          Host: localhost\r
          Content-Length: %s\r
          Connection: close\r
          \r
          %s"""
              .formatted(methodAndTarget, Integer.toString(body.getBytes(UTF_8).length), body));
      return receive(socket);
    }
  }

  static String request(String account, String room, String member) {
    String body = body(member);
    return head(account, room, body) + "\r\n" + body;
  }

  static String body(String member) {
    return "{\"MemberId\": \"" + member + "\"}";
  }

  /** The request line and the headers, without the empty line that ends them. */
  static String head(String account, String room, String body) {
    return """
        POST /accounts/%s/rooms/%s/memberships HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Content-Length: %d\r
        Connection: close\r
        """
        .formatted(account, room, body.getBytes(UTF_8).length);
  }

  static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) TIMEOUT.toMillis());
    return socket;
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  /** Reads an answer after which the server closes the connection. */
  static Answer receive(Socket socket) throws IOException {
    String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    int end = answer.indexOf("\r\n\r\n");
    return new Answer(
        Integer.parseInt(answer.split(" ", 3)[1]),
        answer.substring(0, end + 2),
        answer.substring(end + 4));
  }

  /** True if the port accepts connections. */
  static boolean accepts(int port) {
    try (Socket socket = connect(port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
