package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends unsigned requests for CreateRoomMembership to a port of this machine. */
final class HttpTestClient {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  HttpTestClient(int port) {
    this.port = port;
  }

  static String path(String account, String room) {
    return "/accounts/" + account + "/rooms/" + room + "/memberships";
  }

  static String body(String member) {
    return "{\"MemberId\": \"" + member + "\"}";
  }

  private HttpRequest request(String account, String room, String member) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path(account, room)))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body(member)))
        .build();
  }

  HttpResponse<String> add(String account, String room, String member)
      throws IOException, InterruptedException {
    return http.send(request(account, room, member), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> addLater(String room, String member) {
    return http.sendAsync(
        request(RunningServer.ACCOUNT.value(), room, member), BodyHandlers.ofString());
  }

  HttpResponse<String> addJaneDoe() throws IOException, InterruptedException {
    return add(
        RunningServer.ACCOUNT.value(), RunningServer.ROOM.value(), RunningServer.JANE_DOE.value());
  }

  /** Opens a connection for requests that are not valid HTTP, or are sent in parts. */
  static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) TIMEOUT.toMillis());
    return socket;
  }

  /** Sends a text and returns everything received until the server closes the connection. */
  static String exchange(int port, String text) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
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
