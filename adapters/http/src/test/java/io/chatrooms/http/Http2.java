package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.Callback;

/** An HTTP/2 client with one connection that may name any authority. */
final class Http2 implements AutoCloseable {
  private static final int TIMEOUT = 60;

  private final HTTP2Client client = new HTTP2Client();
  private final Session session;

  Http2(int port) throws Exception {
    client.start();
    session =
        client
            .connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new Session.Listener() {})
            .get(TIMEOUT, TimeUnit.SECONDS);
  }

  /** An answer. */
  record Reply(int status, String body) {}

  /** Sends a POST request to this authority and waits for the answer. */
  Reply post(String authority, String path, Map<String, String> headers, byte[] body)
      throws ExecutionException, InterruptedException, TimeoutException {
    return send("POST", authority, path, headers, body);
  }

  Reply send(String method, String authority, String path, Map<String, String> headers, byte[] body)
      throws ExecutionException, InterruptedException, TimeoutException {
    HttpFields.Mutable fields = HttpFields.build();
    headers.forEach(fields::add);
    MetaData.Request request =
        new MetaData.Request(
            method, HttpURI.from("http://" + authority + path), HttpVersion.HTTP_2, fields);
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    Stream stream =
        session
            .newStream(new HeadersFrame(request, null, false), new Receiving(reply))
            .get(TIMEOUT, TimeUnit.SECONDS);
    stream.data(new DataFrame(stream.getId(), ByteBuffer.wrap(body), true), Callback.NOOP);
    return reply.get(TIMEOUT, TimeUnit.SECONDS);
  }

  private static final class Receiving implements Stream.Listener {
    private final CompletableFuture<Reply> reply;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    Receiving(CompletableFuture<Reply> reply) {
      this.reply = reply;
    }

    @Override
    public void onHeaders(Stream stream, HeadersFrame frame) {
      if (frame.getMetaData() instanceof MetaData.Response response) {
        status = response.getStatus();
      }
      endOrDemand(stream, frame.isEndStream());
    }

    @Override
    public void onDataAvailable(Stream stream) {
      Stream.Data data = stream.readData();
      if (data == null) {
        stream.demand();
        return;
      }
      ByteBuffer bytes = data.frame().getByteBuffer();
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      body.writeBytes(copy);
      boolean last = data.frame().isEndStream();
      data.release();
      endOrDemand(stream, last);
    }

    private void endOrDemand(Stream stream, boolean last) {
      if (last) {
        reply.complete(new Reply(status, body.toString(UTF_8)));
      } else {
        stream.demand();
      }
    }

    @Override
    public void onFailure(
        Stream stream, int error, String reason, Throwable failure, Callback callback) {
      reply.completeExceptionally(failure);
      callback.succeeded();
    }
  }

  @Override
  public void close() {
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
