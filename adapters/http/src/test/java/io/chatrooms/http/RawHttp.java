package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An HTTP client with one connection that can send malformed requests. */
final class RawHttp implements AutoCloseable {
  private final Socket socket;

  RawHttp(int port) throws IOException {
    this(port, 60_000);
  }

  /** Waits this many milliseconds for an answer. */
  RawHttp(int port, int timeout) throws IOException {
    socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(timeout);
    socket.setTcpNoDelay(true); // because head and body are separate writes
  }

  /** An answer, with the names of headers in lower case. */
  record Reply(int status, Map<String, String> headers, String body) {
    String type() {
      return headers.getOrDefault("x-amzn-errortype", "");
    }
  }

  RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  RawHttp send(String text) throws IOException {
    return send(text.getBytes(UTF_8));
  }

  /** Sends a request with this body. The content type is JSON unless the headers name another. */
  RawHttp request(String line, byte[] body, String... headers) throws IOException {
    boolean typed = List.of(headers).stream().anyMatch(h -> h.startsWith("Content-Type"));
    String head =
        line
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + (typed ? "" : "Content-Type: application/json\r\n")
            + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    return send(head).send(body);
  }

  Reply reply() throws IOException {
    InputStream in = socket.getInputStream();
    String[] status = line(in).split(" ", 3);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Reply(Integer.parseInt(status[1]), headers, new String(body, UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("the connection ended");
      }
      line.write(read);
    }
    return line.toString(ISO_8859_1).strip();
  }

  /** Waits for data; true if the server closed the connection. */
  boolean isEnded() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  void disconnect() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    disconnect();
  }
}
