package io.chatrooms.server;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.RequestRate;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.http.ChimeServlet;
import io.chatrooms.http.Credential;
import io.chatrooms.http.Credentials;
import io.chatrooms.inmemory.InMemoryStore;
import io.chatrooms.testkit.FailingStore;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A server on a free port, with the documented example in a store that can be made to fail. */
final class RunningServer implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2019-12-02T22:36:41.969Z"));
  static final AccountId ACCOUNT = new AccountId("12a3456b-7c89-012d-3456-78901e23fg45");
  static final RoomId ROOM = new RoomId("abcd1e2d-3e45-6789-01f2-3g45h67i890j");
  static final MemberId JANE_DOE = new MemberId("1ab2345c-67de-8901-f23g-45h678901j2k");
  static final String ALEJANDRO = "arn:aws:iam::111122223333:user/alejandro";
  static final String SECRET = "alejandro's secret";
  static final String TOKEN = "a/token+for=a=session";

  static final int WORKERS = 16;
  private static final int MAX_CONNECTIONS = 10_000;

  final FailingStore store;

  /** The number of authenticated requests so far. */
  final AtomicInteger requests = new AtomicInteger();

  private final ThreadPoolExecutor workers = JettyServer.workers(WORKERS);
  private final JettyServer jetty;
  private volatile RequestRate rate = RequestRate.unlimited();

  private RunningServer(
      InMemoryStore store,
      InstantSource clock,
      Duration timeout,
      UnaryOperator<ChimeServlet.Builder> authentication) {
    this.store = new FailingStore(store);
    try {
      WorldFile.example(CLOCK).fill(store);
      ChatRooms chatRooms = ChatRooms.builder(this.store, clock).rate(this::count).build();
      ChimeServlet servlet =
          authentication
              .apply(ChimeServlet.builder(chatRooms).executor(workers).timeout(timeout))
              .build();
      jetty =
          JettyServer.start(
              servlet,
              workers,
              new Listening(InetAddress.getLoopbackAddress(), 0),
              MAX_CONNECTIONS,
              (request, response) -> {},
              timeout);
    } catch (ConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Duration> count(Caller.Authenticated caller) {
    requests.incrementAndGet();
    return rate.count(caller);
  }

  /** Verifies signatures; the server's clock differs from the clients' by this much. */
  static RunningServer signed(Duration skew) {
    Caller.Authenticated alejandro = Caller.accountAdministrator(ACCOUNT, ALEJANDRO);
    Map<String, Credential> credentials =
        Map.of(
            "ALEJANDRO", new Credential(SECRET, alejandro),
            "SESSION", new Credential(SECRET, Optional.of(TOKEN), alejandro));
    return new RunningServer(
        InMemoryStore.create(),
        CLOCK,
        JettyServer.REQUEST_TIMEOUT,
        servlet ->
            servlet
                .signatureV4(key -> Optional.ofNullable(credentials.get(key)))
                .clock(() -> Instant.now().plus(skew)));
  }

  static RunningServer signed() {
    return signed(Duration.ZERO);
  }

  /** Alejandro is the caller of every request. */
  static RunningServer unsigned() {
    return unsigned(JettyServer.REQUEST_TIMEOUT);
  }

  /** The same, whose requests have this timeout. */
  static RunningServer unsigned(Duration timeout) {
    Caller alejandro = Caller.accountAdministrator(ACCOUNT, ALEJANDRO);
    return new RunningServer(
        InMemoryStore.create(),
        CLOCK,
        timeout,
        servlet -> servlet.authenticatedBy((request, account) -> alejandro));
  }

  /** Verifies signatures with these credentials; the actions work at the time of this clock. */
  static RunningServer of(InMemoryStore store, InstantSource clock, Credentials credentials) {
    return new RunningServer(
        store, clock, JettyServer.REQUEST_TIMEOUT, servlet -> servlet.signatureV4(credentials));
  }

  /** Sets the rate limit, which is called on the thread that handles the request. */
  RunningServer limitedBy(RequestRate other) {
    rate = other;
    return this;
  }

  RunningServer withRoom(String id, int limit) {
    store
        .rooms()
        .save(
            Room.builder()
                .accountId(ACCOUNT)
                .roomId(new RoomId(id))
                .name("a room")
                .createdBy(ALEJANDRO)
                .createdAt(CLOCK.instant())
                .membershipLimit(limit)
                .build());
    return this;
  }

  RunningServer withUser(String id) {
    store
        .members()
        .save(
            Member.builder()
                .accountId(ACCOUNT)
                .memberId(new MemberId(id))
                .type(MemberType.USER)
                .build());
    return this;
  }

  /** True if the queue of requests is full. */
  boolean isFull() {
    return workers.getQueue().remainingCapacity() == 0;
  }

  int port() {
    return jetty.port();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    jetty.close();
  }
}
