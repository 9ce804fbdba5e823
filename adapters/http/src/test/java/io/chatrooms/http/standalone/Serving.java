package io.chatrooms.http.standalone;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.RequestRate;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.http.ChimeServlet;
import io.chatrooms.http.Credential;
import io.chatrooms.inmemory.InMemoryStore;
import io.chatrooms.testkit.FailingStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** The server over a real socket, with the documented example in its store. */
final class Serving implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2019-12-02T22:36:41.969Z"));
  static final AccountId ACCOUNT = new AccountId("12a3456b-7c89-012d-3456-78901e23fg45");
  static final RoomId ROOM = new RoomId("abcd1e2d-3e45-6789-01f2-3g45h67i890j");
  static final MemberId JANE_DOE = new MemberId("1ab2345c-67de-8901-f23g-45h678901j2k");
  static final String ALEJANDRO = "arn:aws:iam::111122223333:user/alejandro";
  static final String SECRET = "alejandro's secret";
  static final String TOKEN = "a/token+for=a=session";

  final FailingStore store = new FailingStore(InMemoryStore.create());

  /** How many requests were counted: each that is signed. */
  final AtomicInteger requests = new AtomicInteger();

  private final ThreadPoolExecutor workers = HttpServer.workers();
  private final HttpServer server;
  private volatile RequestRate rate = RequestRate.unlimited();

  private Serving(UnaryOperator<ChimeServlet.Builder> setting) {
    try {
      WorldFile.example(CLOCK).fill(store);
      CreateRoomMembership action =
          new CreateRoomMembership(store.memberships(), CLOCK, this::count);
      ChimeServlet servlet =
          setting
              .apply(ChimeServlet.builder().createRoomMembership(action).executor(workers))
              .build();
      server = HttpServer.start(servlet, workers, "127.0.0.1", 0);
    } catch (MistakeException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Duration> count(Caller.Authenticated caller) {
    requests.incrementAndGet();
    return rate.count(caller);
  }

  /** Signatures are verified, at this difference from the true time. */
  static Serving signed(Duration skew) {
    Caller.Authenticated alejandro = Caller.accountAdministrator(ACCOUNT, ALEJANDRO);
    Map<String, Credential> credentials =
        Map.of(
            "ALEJANDRO", new Credential(SECRET, alejandro),
            "SESSION", new Credential(SECRET, Optional.of(TOKEN), alejandro));
    return new Serving(
        builder ->
            builder
                .signatureV4(key -> Optional.ofNullable(credentials.get(key)))
                .clock(() -> Instant.now().plus(skew)));
  }

  static Serving signed() {
    return signed(Duration.ZERO);
  }

  /** Every request is Alejandro's. */
  static Serving unsigned() {
    return unsigned(builder -> builder);
  }

  static Serving unsigned(UnaryOperator<ChimeServlet.Builder> setting) {
    Caller alejandro = Caller.accountAdministrator(ACCOUNT, ALEJANDRO);
    return new Serving(
        builder -> setting.apply(builder.authenticatedBy((request, account) -> alejandro)));
  }

  Serving limitedBy(RequestRate other) {
    rate = other;
    return this;
  }

  Serving withRoom(String id, int limit) {
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

  Serving withUser(String id) {
    store
        .members()
        .save(
            Member.builder()
                .accountId(ACCOUNT)
                .memberId(new MemberId(id))
                .type(MemberType.USER)
                .email("secret@example.com")
                .fullName("Secret Name")
                .build());
    return this;
  }

  /** True if no more requests can wait. */
  boolean isFull() {
    return workers.getQueue().remainingCapacity() == 0;
  }

  int port() {
    return server.port();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  static String path() {
    return "/accounts/" + ACCOUNT.value() + "/rooms/" + ROOM.value() + "/memberships";
  }

  @Override
  public void close() {
    server.close();
  }
}
