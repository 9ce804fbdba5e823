package io.chatrooms.server;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.batching.BatchingStore;
import io.chatrooms.bucket4j.TokenBucketRate;
import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.http.Authentication;
import io.chatrooms.http.ChimeServlet;
import io.chatrooms.http.Credentials;
import io.chatrooms.inmemory.InMemoryStore;
import io.chatrooms.jdbc.JdbcStore;
import io.chatrooms.jdbc.RetryPolicy;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadPoolExecutor;
import org.eclipse.jetty.server.RequestLog;
import org.jspecify.annotations.Nullable;

/** The server and its resources: the store, its connection pool, and Jetty. */
final class Server implements AutoCloseable {
  private static final RetryPolicy RETRIES = RetryPolicy.DEFAULT.withLongest(Duration.ofSeconds(5));

  /**
   * How long an operation of the store may take. A request waits for a worker, and then reads facts
   * and confirms a change: together they end before its timeout.
   */
  private static final Duration OPERATION_TIMEOUT = JettyServer.REQUEST_TIMEOUT.dividedBy(3);

  private final Options options;
  private final InstantSource clock;
  private final PrintStream err;
  private final Figures figures = new Figures();

  /** The resources to close, the last one opened first. */
  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

  private @Nullable Readiness readiness;
  private @Nullable Listening listening;
  private @Nullable Listening adminListening;

  Server(Options options, InstantSource clock, PrintStream err) {
    this.options = options;
    this.clock = clock;
    this.err = err;
  }

  /**
   * Starts listening, and prints warnings to {@code err}. If it throws, call {@link #close} to
   * release what was opened.
   *
   * @throws ConfigurationException if an option or a file is wrong
   * @throws IllegalStateException if a port or the database is not available
   */
  void start() throws ConfigurationException {
    Listening at = Listening.at(Option.LISTEN, options.listen(), options.port());
    Listening adminAt =
        Listening.at(Option.ADMIN_LISTEN, options.adminListen(), options.adminPort().orElse(0));
    CredentialsFile credentials =
        options.credentials().isPresent() ? credentials(options.credentials().get()) : null;
    if (credentials == null && !at.address().isLoopbackAddress()) {
      throw new ConfigurationException(
          "--without-authentication requires a loopback address to listen on");
    }
    Store store = store();
    Readiness ready = new Readiness(store);
    readiness = ready;
    open.push(ready);
    if (options.adminPort().isPresent()) {
      AdminServer admin = AdminServer.start(adminAt, ready, figures);
      open.push(admin);
      adminListening = adminAt.on(admin.port());
    }
    serve(at, store, credentials);
    ready.setServing(true);
  }

  private void serve(Listening at, Store store, @Nullable CredentialsFile credentials)
      throws ConfigurationException {
    ThreadPoolExecutor workers = JettyServer.workers(options.poolSize());
    ChimeServlet.Builder servlet =
        ChimeServlet.builder(chatRooms(store))
            .clock(clock)
            .executor(workers)
            .timeout(JettyServer.REQUEST_TIMEOUT)
            .longestWait(JettyServer.LONGEST_WAIT);
    Credentials known = credentials == null ? key -> Optional.empty() : credentials;
    if (credentials == null) {
      servlet.authenticatedBy(administrator(options.caller().orElseThrow())).loopbackOnly();
      err.println(
          "WITHOUT AUTHENTICATION: anyone who can reach the port is an administrator of every"
              + " account. Listening on the loopback address only.");
    } else {
      servlet.signatureV4(credentials);
      warnOfUnknownAccounts(store, credentials);
      if (!at.address().isLoopbackAddress()) {
        err.println(
            "Listening on %s without TLS: run it behind a proxy that terminates TLS."
                .formatted(at.address().isAnyLocalAddress() ? "all addresses" : at.host()));
      }
    }
    int limit =
        options.maxConnections().orElseGet(() -> ConnectionLimit.byResources(options.poolSize()));
    JettyServer jetty =
        JettyServer.start(
            servlet.build(),
            workers,
            at,
            limit,
            new RequestLog.Collection(new AccessLog(known), figures),
            JettyServer.REQUEST_TIMEOUT);
    open.push(jetty);
    listening = at.on(jetty.port());
    show(jetty.connections(), workers);
  }

  private void show(Connections connections, ThreadPoolExecutor workers) {
    figures.show("chatrooms.connections", "Open connections", connections, Connections::open);
    figures.show(
        "chatrooms.connections.crowded.out",
        "Connections closed because there were too many, since the start",
        connections,
        Connections::crowdedOut);
    figures.show(
        "chatrooms.connections.too.slow",
        "Connections closed because a request arrived too slowly, since the start",
        connections,
        Connections::tooSlow);
    figures.show(
        "chatrooms.requests.waiting",
        "Requests that wait for a worker",
        workers,
        pool -> pool.getQueue().size());
  }

  private ChatRooms chatRooms(Store store) {
    ChatRooms.Builder chatRooms = ChatRooms.builder(store, clock).observer(figures);
    options
        .rate()
        .ifPresent(
            rate -> chatRooms.rate(TokenBucketRate.perCaller(rate, rate, Duration.ofSeconds(1))));
    return chatRooms.build();
  }

  private static CredentialsFile credentials(Path file) throws ConfigurationException {
    return CredentialsFile.parse(JsonFile.read(SecretFile.checked(file)));
  }

  private void warnOfUnknownAccounts(Store store, CredentialsFile credentials) {
    for (AccountId account : credentials.accounts()) {
      if (store.accounts().find(account).isEmpty()) {
        err.println(
            "The store has no account \"" + account.value() + "\", which the credentials name.");
      }
    }
  }

  /** Makes every caller an administrator of the account that the request names. */
  private static Authentication administrator(String identifier) throws ConfigurationException {
    try {
      Caller.accountAdministrator(new AccountId("any"), identifier);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--caller is not a valid identifier: " + e.getMessage());
    }
    if (identifier.isBlank()) {
      throw new ConfigurationException("--caller must not be blank");
    }
    return (request, accountId) -> Caller.accountAdministrator(accountId, identifier);
  }

  private Store store() throws ConfigurationException {
    WorldFile world = world();
    InMemoryStore inMemory = InMemoryStore.create();
    world.fill(inMemory); // also reports errors before anything is written to a database
    if (options.store().isEmpty()) {
      return inMemory;
    }
    HikariDataSource pool = ConnectionPool.open(options, figures.registry());
    open.push(pool);
    try {
      JdbcStore filling = JdbcStore.builder(pool).createTables().build();
      boolean filled = new InitialData(pool, filling).fill(world);
      if (!filled && options.world().isPresent()) {
        err.println("The store is not empty: --world is ignored.");
      }
      if (filled && options.world().isEmpty()) {
        err.println(
            "The store was empty: the example of the API reference was put into it."
                + " For data of your own, begin with an empty store and --world.");
      }
      JdbcStore.Builder store = JdbcStore.builder(pool).retries(RETRIES);
      return BatchingStore.around(store.operationTimeout(OPERATION_TIMEOUT).build()).build();
    } catch (StoreException | IllegalArgumentException e) {
      throw new IllegalStateException("--store cannot be used: " + e.getMessage(), e);
    }
  }

  private WorldFile world() throws ConfigurationException {
    Path file = options.world().orElse(null);
    return file == null ? WorldFile.example(clock) : WorldFile.parse(JsonFile.read(file), clock);
  }

  /** The URL that the server listens on, once it is started. */
  String url() {
    return requireNonNull(listening, "started").url();
  }

  /** The URL for health and figures; empty if there is none. */
  Optional<String> adminUrl() {
    return Optional.ofNullable(adminListening).map(Listening::url);
  }

  int port() {
    return requireNonNull(listening, "started").port();
  }

  int adminPort() {
    return requireNonNull(adminListening, "started").port();
  }

  /** Stops accepting requests, finishes those in progress, and closes the store. */
  @Override
  public void close() {
    if (readiness != null) {
      readiness.setServing(false);
    }
    for (AutoCloseable last = open.pollFirst(); last != null; last = open.pollFirst()) {
      try {
        last.close();
      } catch (Exception e) {
        err.println("error: shutdown failed: " + e.getClass().getName());
      }
    }
  }
}
