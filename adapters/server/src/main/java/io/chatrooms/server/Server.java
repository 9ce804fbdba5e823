package io.chatrooms.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.http.Authentication;
import io.chatrooms.http.ChimeServlet;
import io.chatrooms.inmemory.InMemoryStore;
import io.chatrooms.jdbc.JdbcStore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;

/** The server and its resources: the store, its connection pool, and Jetty. */
final class Server implements AutoCloseable {
  private static final String H2 = "jdbc:h2:";
  private static final List<String> URLS = List.of(H2, "jdbc:postgresql:", "jdbc:mariadb:");

  /** By default H2 closes when JVM shutdown starts, while requests are still in progress. */
  private static final String CLOSE_ON_EXIT = "DB_CLOSE_ON_EXIT";

  private static final String LOOPBACK = "127.0.0.1";
  private static final String ALL_ADDRESSES = "0.0.0.0";

  /** Shorter than a request's timeout, so that clients get an answer if the database is down. */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

  private final Options options;
  private final InstantSource clock;
  private final PrintStream err;

  /** The resources to close, the last one opened first. */
  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

  private int port;

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
   * @throws IllegalStateException if the port or the database is not available
   */
  void start() throws ConfigurationException {
    ChatRooms chatRooms = ChatRooms.of(store(), clock);
    ExecutorService workers = JettyServer.workers();
    ChimeServlet.Builder servlet = ChimeServlet.builder(chatRooms).clock(clock).executor(workers);
    if (options.credentials().isPresent()) {
      servlet.signatureV4(CredentialsFile.parse(JsonFile.read(options.credentials().get())));
      err.println(
          "Listening on all addresses without TLS: run it behind a proxy that terminates TLS.");
      listen(servlet, workers, ALL_ADDRESSES);
    } else {
      servlet.authenticatedBy(administrator(options.caller().orElseThrow())).loopbackOnly();
      err.println(
          "WITHOUT AUTHENTICATION: anyone who can reach the port is an administrator of every"
              + " account. Listening on the loopback address only.");
      listen(servlet, workers, LOOPBACK);
    }
  }

  private void listen(ChimeServlet.Builder servlet, ExecutorService workers, String host) {
    JettyServer jetty = JettyServer.start(servlet.build(), workers, host, options.port());
    open.push(jetty);
    port = jetty.port();
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
    HikariDataSource pool = pool(options.store().get());
    open.push(pool);
    try {
      JdbcStore store = JdbcStore.builder(pool).createTables().build();
      if (!new InitialData(pool, store).fill(world) && options.world().isPresent()) {
        err.println("The store is not empty: --world is ignored.");
      }
      return store;
    } catch (StoreException | IllegalArgumentException e) {
      throw new IllegalStateException("--store cannot be used: " + e.getMessage(), e);
    }
  }

  private WorldFile world() throws ConfigurationException {
    Path file = options.world().orElse(null);
    return file == null ? WorldFile.example(clock) : WorldFile.parse(JsonFile.read(file), clock);
  }

  private static HikariDataSource pool(String url) throws ConfigurationException {
    if (URLS.stream().noneMatch(url::startsWith)) {
      throw new ConfigurationException("--store must begin with one of " + String.join(", ", URLS));
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(JettyServer.WORKERS);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    String settings = url.toUpperCase(Locale.ROOT);
    if (url.startsWith(H2) && !settings.contains(CLOSE_ON_EXIT)) {
      config.addDataSourceProperty(CLOSE_ON_EXIT, "FALSE"); // close() closes it
    }
    if (url.startsWith(H2) && !settings.contains(";USER=")) {
      config.setUsername("sa"); // the default in H2's documentation
    }
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new IllegalStateException("--store cannot be opened: " + reason(url, e), e);
    }
  }

  /** The reason, without the driver's message if that may quote a password from the URL. */
  private static String reason(String url, RuntimeException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    boolean secret = url.contains("@") || url.toUpperCase(Locale.ROOT).contains("PASSWORD");
    return secret || cause.getMessage() == null
        ? cause.getClass().getSimpleName()
            + (cause instanceof SQLException sql ? ", SQLState " + sql.getSQLState() : "")
        : cause.getMessage();
  }

  int port() {
    return port;
  }

  /** Stops accepting requests, finishes those in progress, and closes the store. */
  @Override
  public void close() {
    for (AutoCloseable last = open.pollFirst(); last != null; last = open.pollFirst()) {
      try {
        last.close();
      } catch (Exception e) {
        err.println("error: shutdown failed: " + e.getClass().getName());
      }
    }
  }
}
