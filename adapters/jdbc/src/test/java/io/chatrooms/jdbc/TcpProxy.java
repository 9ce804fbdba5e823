package io.chatrooms.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A proxy between a client and a server that counts round trips, cuts connections and goes silent.
 */
final class TcpProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final ExecutorService pumps = Executors.newCachedThreadPool();
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final AtomicInteger trips = new AtomicInteger();
  private volatile boolean silent;

  TcpProxy(int target) {
    this.target = target;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pumps.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many round trips were made: runs of bytes to the server, each followed by an answer. */
  int trips() {
    return trips.get();
  }

  /**
   * Cuts one of the connections after this many more bytes in either direction; false if there is
   * none.
   */
  boolean cutAfter(long bytes) {
    for (Line line : lines) {
      if (line.left.compareAndSet(Long.MAX_VALUE, bytes)) {
        return true;
      }
    }
    return false;
  }

  /** Passes on nothing any more, and closes nothing, as a firewall that drops packets. */
  void silence() {
    silent = true;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Line line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), target));
        lines.add(line);
        pumps.execute(() -> line.pump(line.client, line.server, true));
        pumps.execute(() -> line.pump(line.server, line.client, false));
      } catch (IOException e) {
        // The proxy was closed, or the client is gone already.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    lines.forEach(Line::cut);
    pumps.shutdownNow();
  }

  private final class Line {
    private final Socket client;
    private final Socket server;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private volatile boolean clientSpoke;

    Line(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    }

    void pump(Socket from, Socket to, boolean fromClient) {
      byte[] buffer = new byte[8_192];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
          if (fromClient && !clientSpoke) {
            trips.incrementAndGet();
          }
          clientSpoke = fromClient;
          if (silent) {
            continue;
          }
          long may = left.get();
          if (may < read) {
            out.write(buffer, 0, (int) may);
            out.flush();
            break;
          }
          if (may != Long.MAX_VALUE) {
            left.addAndGet(-read);
          }
          out.write(buffer, 0, read);
          out.flush();
        }
      } catch (IOException e) {
        // One end is closed; the other follows.
      }
      cut();
    }

    void cut() {
      lines.remove(this);
      for (Socket end : new Socket[] {client, server}) {
        try {
          end.close();
        } catch (IOException e) {
          // It is closed.
        }
      }
    }
  }
}
