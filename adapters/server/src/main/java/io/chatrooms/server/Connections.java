package io.chatrooms.server;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EventsHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the open connections: their number, the time for a request's headers, and the rate of its
 * body. A new connection beyond the number closes the one that has waited longest for its client;
 * one that never sent a complete request goes first, and one whose request is being handled never.
 * One from which nothing was read yet is spared if possible: its request may have arrived.
 */
final class Connections extends EventsHandler implements Connection.Listener, AutoCloseable {
  /** The longest time from the first byte of a request to the end of its headers. */
  static final Duration HEADERS_TIMEOUT = Duration.ofSeconds(10);

  /** A body may begin slowly; after this time it must keep the least rate. */
  static final Duration BODY_GRACE = Duration.ofSeconds(5);

  /** In bytes a second, measured from the end of the grace period. */
  static final long BODY_RATE = 1_024;

  /** During shutdown, the time for headers and for the grace of a body. */
  private static final Duration STOPPING_TIMEOUT = Duration.ofSeconds(5);

  /** During shutdown, a connection without a request is closed after this time. */
  private static final Duration STOPPING_IDLE = Duration.ofMillis(500);

  private static final Duration INTERVAL = Duration.ofMillis(100);

  /** How many connections are examined to find the one to close. */
  private static final int EXAMINED = 64;

  private final int limit;
  private final ConcurrentHashMap<Connection, Peer> peers = new ConcurrentHashMap<>();

  /** Connections that wait for their clients, the longest wait first. Guarded by this. */
  private final Set<Peer> unproven = new LinkedHashSet<>();

  private final Set<Peer> proven = new LinkedHashSet<>();

  private final AtomicLong crowdedOut = new AtomicLong();
  private final AtomicLong tooSlow = new AtomicLong();
  private volatile boolean stopping;
  private final ScheduledExecutorService checking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "connections");
            thread.setDaemon(true);
            return thread;
          });

  Connections(int limit, Handler handler) {
    super(handler);
    this.limit = limit;
    var unused =
        checking.scheduleWithFixedDelay(
            this::check, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  int open() {
    return peers.size();
  }

  /** How many connections were closed because there were too many. */
  long crowdedOut() {
    return crowdedOut.get();
  }

  /** How many connections were closed because their headers or bodies arrived too slowly. */
  long tooSlow() {
    return tooSlow.get();
  }

  @Override
  public void onOpened(Connection connection) {
    Peer peer = new Peer(connection);
    peers.put(connection, peer);
    Peer excess = null;
    synchronized (this) {
      unproven.add(peer);
      if (peers.size() > limit) {
        excess = excess();
        forget(excess);
      }
    }
    if (excess != null) {
      crowdedOut.incrementAndGet();
      peers.remove(excess.connection);
      excess.connection.getEndPoint().close();
    }
  }

  private Peer excess() {
    int examined = 0;
    for (Peer peer : unproven) {
      if (peer.connection.getBytesIn() > 0) {
        return peer;
      }
      if (++examined == EXAMINED) {
        break;
      }
    }
    return (unproven.size() > 1 || proven.isEmpty() ? unproven : proven).iterator().next();
  }

  @Override
  public void onClosed(Connection connection) {
    Peer peer = peers.remove(connection);
    if (peer != null) {
      forget(peer);
    }
  }

  private synchronized void forget(Peer peer) {
    if (!unproven.remove(peer)) {
      proven.remove(peer);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (stopping) {
      response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    }
    return super.handle(request, response, callback);
  }

  @Override
  protected void onBeforeHandling(Request request) {
    Peer peer = peer(request);
    if (peer != null) {
      if (request.getLength() == 0) {
        answering(peer);
      } else {
        peer.waitsFor(Awaited.BODY);
      }
    }
  }

  @Override
  protected void onRequestRead(Request request, Content.@Nullable Chunk chunk) {
    if (chunk != null && chunk.isLast()) {
      Peer peer = peer(request);
      if (peer != null && peer.awaited == Awaited.BODY) {
        answering(peer);
      }
    }
  }

  private void answering(Peer peer) {
    forget(peer);
    peer.waitsFor(Awaited.NOTHING);
  }

  @Override
  protected void onComplete(
      Request request, int status, @Nullable HttpFields headers, @Nullable Throwable failure) {
    Peer peer = peer(request);
    if (peer != null) {
      synchronized (this) {
        forget(peer);
        peer.waitsFor(Awaited.REQUEST);
        if (peers.containsKey(peer.connection)) {
          proven.add(peer);
        }
      }
    }
  }

  private @Nullable Peer peer(Request request) {
    return peers.get(request.getConnectionMetaData().getConnection());
  }

  private void check() {
    try {
      long now = System.nanoTime();
      for (Peer peer : peers.values()) {
        if (peer.isTooSlow(now, stopping)) {
          tooSlow.incrementAndGet();
          peer.connection.getEndPoint().close();
        } else if (stopping && peer.isIdle(now, STOPPING_IDLE)) {
          peer.connection.getEndPoint().close();
        }
      }
    } catch (RuntimeException e) {
      // The next check follows; a connection that fails while it is closed is closed anyway.
    } catch (Error e) { // The executor would keep it to itself, and no check would follow.
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /**
   * Closes connections as soon as they have no request, and waits until none is left. Requests that
   * arrive meanwhile are answered.
   */
  void drain(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    for (Peer peer : peers.values()) {
      peer.drains();
    }
    stopping = true;
    while (!peers.isEmpty() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(INTERVAL.toNanos() / 10);
    }
  }

  @Override
  public void close() {
    checking.shutdownNow();
  }

  /** What a connection waits for from its client. */
  private enum Awaited {
    REQUEST,
    BODY,
    NOTHING
  }

  /** A connection, and since when it waits for what. */
  private static final class Peer {
    private final Connection connection;
    private volatile Awaited awaited = Awaited.REQUEST;

    /** When the wait began. For a request, that is when its first byte was noticed. */
    private volatile long since = System.nanoTime();

    private volatile long bytes;
    private volatile boolean begun;

    Peer(Connection connection) {
      this.connection = connection;
    }

    void waitsFor(Awaited what) {
      bytes = connection.getBytesIn();
      since = System.nanoTime();
      begun = false;
      awaited = what;
    }

    /** Starts the idle time anew, since a request may be on its way. */
    void drains() {
      if (awaited == Awaited.REQUEST && !begun) {
        since = System.nanoTime();
      }
    }

    boolean isTooSlow(long now, boolean stopping) {
      return switch (awaited) {
        case NOTHING -> false;
        case REQUEST -> {
          if (!begun) {
            if (connection.getBytesIn() > bytes) {
              since = now;
              begun = true;
            }
            yield false;
          }
          Duration longest = stopping ? STOPPING_TIMEOUT : HEADERS_TIMEOUT;
          yield now - since > longest.toNanos();
        }
        case BODY -> {
          Duration grace = stopping ? STOPPING_TIMEOUT : BODY_GRACE;
          long late = now - since - grace.toNanos();
          yield late > 0
              && connection.getBytesIn() - bytes
                  < BODY_RATE * TimeUnit.NANOSECONDS.toSeconds(late) + 1;
        }
      };
    }

    boolean isIdle(long now, Duration time) {
      return awaited == Awaited.REQUEST && !begun && now - since > time.toNanos();
    }
  }
}
