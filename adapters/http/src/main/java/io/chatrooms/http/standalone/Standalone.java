package io.chatrooms.http.standalone;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
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

/** The server with all that it stands on. */
final class Standalone implements AutoCloseable {
  private static final String H2 = "jdbc:h2:";
  private static final List<String> URLS = List.of(H2, "jdbc:postgresql:", "jdbc:mariadb:");

  /** By itself H2 ends with the JVM, while requests are still being answered. */
  private static final String CLOSE_ON_EXIT = "DB_CLOSE_ON_EXIT";

  private static final String LOOPBACK = "127.0.0.1";
  private static final String EVERY_ADDRESS = "0.0.0.0";

  /** Less than a request may take: whoever asks while the database is away is told so. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Options options;
  private final InstantSource clock;
  private final PrintStream err;

  /** What is open, the last first. */
  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

  private int port;

  Standalone(Options options, InstantSource clock, PrintStream err) {
    this.options = options;
    this.clock = clock;
    this.err = err;
  }

  /**
   * Listens, unless it throws; what is open by then is closed by {@link #close}. What is worth
   * knowing is told on {@code err}.
   *
   * @throws MistakeException if it is started wrongly
   * @throws IllegalStateException if the port or the database is not to be had
   */
  void start() throws MistakeException {
    CreateRoomMembership action = new CreateRoomMembership(store().memberships(), clock);
    ExecutorService workers = HttpServer.workers();
    ChimeServlet.Builder servlet =
        ChimeServlet.builder().createRoomMembership(action).clock(clock).executor(workers);
    if (options.credentials().isPresent()) {
      servlet.signatureV4(CredentialsFile.parse(JsonFile.read(options.credentials().get())));
      err.println("It listens on every address, without TLS: put a proxy before it that has it.");
      listen(servlet, workers, EVERY_ADDRESS);
    } else {
      servlet.authenticatedBy(administrator(options.caller().orElseThrow()));
      err.println(
          "WITHOUT AUTHENTICATION: whoever reaches the port is an administrator of any account."
              + " It listens on the loopback address alone.");
      listen(servlet, workers, LOOPBACK);
    }
  }

  private void listen(ChimeServlet.Builder servlet, ExecutorService workers, String host) {
    HttpServer server = HttpServer.start(servlet.build(), workers, host, options.port());
    open.push(server);
    port = server.port();
  }

  /** An administrator of whichever account the request names. */
  private static Authentication administrator(String identifier) throws MistakeException {
    try {
      Caller.accountAdministrator(new AccountId("any"), identifier);
    } catch (IllegalArgumentException e) {
      throw new MistakeException("--caller is no identifier: " + e.getMessage());
    }
    if (identifier.isBlank()) {
      throw new MistakeException("--caller is blank");
    }
    return (request, accountId) -> Caller.accountAdministrator(accountId, identifier);
  }

  private Store store() throws MistakeException {
    WorldFile world = world();
    InMemoryStore inMemory = InMemoryStore.create();
    world.fill(inMemory); // which also finds mistakes before anything is written to a database
    if (options.store().isEmpty()) {
      return inMemory;
    }
    HikariDataSource pool = pool(options.store().get());
    open.push(pool);
    try {
      JdbcStore store = JdbcStore.builder(pool).createTables().build();
      if (!store.fillIfEmpty(world::fillAgain) && options.world().isPresent()) {
        err.println("The store is not empty: --world is left out.");
      }
      return store;
    } catch (StoreException | IllegalArgumentException e) {
      throw new IllegalStateException("--store cannot be used: " + e.getMessage(), e);
    }
  }

  private WorldFile world() throws MistakeException {
    Path file = options.world().orElse(null);
    return file == null ? WorldFile.example(clock) : WorldFile.parse(JsonFile.read(file), clock);
  }

  private static HikariDataSource pool(String url) throws MistakeException {
    if (URLS.stream().noneMatch(url::startsWith)) {
      throw new MistakeException("--store is none of " + String.join("..., ", URLS) + "...");
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(HttpServer.WORKERS);
    config.setConnectionTimeout(PATIENCE.toMillis());
    String settings = url.toUpperCase(Locale.ROOT);
    if (url.startsWith(H2) && !settings.contains(CLOSE_ON_EXIT)) {
      config.addDataSourceProperty(CLOSE_ON_EXIT, "FALSE"); // but after the last answer
    }
    if (url.startsWith(H2) && !settings.contains(";USER=")) {
      config.setUsername("sa"); // whom H2's own documentation takes
    }
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new IllegalStateException("--store cannot be opened: " + why(url, e), e);
    }
  }

  /** Drivers like to quote what they were given. */
  private static String why(String url, RuntimeException e) {
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

  /** Takes no more requests, answers those under way, and lets go of the store. */
  @Override
  public void close() {
    for (AutoCloseable last = open.pollFirst(); last != null; last = open.pollFirst()) {
      try {
        last.close();
      } catch (Exception e) {
        err.println("error: it did not stop in order: " + e.getClass().getName());
      }
    }
  }
}
