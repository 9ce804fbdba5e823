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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** The server with all that it stands on. */
final class Standalone implements AutoCloseable {
  private static final List<String> DRIVERS =
      List.of("jdbc:h2:", "jdbc:postgresql:", "jdbc:mariadb:");

  private static final String LOOPBACK = "127.0.0.1";
  private static final String EVERY_ADDRESS = "0.0.0.0";

  /** Less than a request may take: whoever asks while the database is away is told so. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Options options;
  private final InstantSource clock;
  private final PrintStream err;

  /** What is open, the last first. */
  private final Deque<Runnable> open = new ArrayDeque<>();

  private int port;

  private Standalone(Options options, InstantSource clock, PrintStream err) {
    this.options = options;
    this.clock = clock;
    this.err = err;
  }

  /** A server that listens. What is worth knowing is told on {@code err}. */
  static Standalone start(Options options, InstantSource clock, PrintStream err)
      throws MistakeException {
    Standalone standalone = new Standalone(options, clock, err);
    try {
      standalone.start();
      return standalone;
    } catch (MistakeException | RuntimeException e) {
      standalone.close();
      throw e;
    }
  }

  private void start() throws MistakeException {
    CreateRoomMembership action = new CreateRoomMembership(store().memberships(), clock);
    ExecutorService workers = HttpServer.workers();
    open.push(workers::shutdown);
    ChimeServlet.Builder servlet =
        ChimeServlet.builder().createRoomMembership(action).clock(clock).executor(workers);
    if (options.credentials().isPresent()) {
      servlet.signatureV4(CredentialsFile.parse(JsonFile.read(options.credentials().get())));
      listen(servlet, workers, EVERY_ADDRESS);
    } else {
      servlet.authenticatedBy(administrator(options.caller().orElseThrow()));
      err.println(
          "WITHOUT AUTHENTICATION: whoever reaches the port is an administrator of any account."
              + " It listens on the loopback address alone.");
      listen(servlet, workers, LOOPBACK);
    }
  }

  private void listen(ChimeServlet.Builder servlet, ExecutorService workers, String host)
      throws MistakeException {
    HttpServer server = HttpServer.start(servlet.build(), workers, host, options.port());
    open.push(server::close);
    port = server.port();
  }

  /** An administrator of whichever account the request names. */
  private static Authentication administrator(String identifier) throws MistakeException {
    try {
      Caller.accountAdministrator(new AccountId("any"), identifier);
    } catch (IllegalArgumentException e) {
      throw new MistakeException("--caller is no identifier: " + e.getMessage());
    }
    return (request, accountId) -> {
      try {
        return Caller.accountAdministrator(new AccountId(accountId), identifier);
      } catch (IllegalArgumentException e) { // a bad request, which the action tells
        return Caller.accountAdministrator(new AccountId("any"), identifier);
      }
    };
  }

  private Store store() throws MistakeException {
    WorldFile world = world();
    InMemoryStore inMemory = InMemoryStore.create();
    world.fill(inMemory); // which also finds mistakes before anything is written to a database
    if (options.store().isEmpty()) {
      return inMemory;
    }
    HikariDataSource pool = pool(options.store().get());
    open.push(pool::close);
    try {
      JdbcStore store = JdbcStore.builder(pool).createTables().build();
      if (store.isEmpty()) {
        fillOnce(store, pool, world);
      } else if (options.world().isPresent()) {
        err.println("The store is not empty: --world is left out.");
      }
      return store;
    } catch (StoreException | IllegalArgumentException e) {
      throw new MistakeException("--store cannot be used: " + e.getMessage());
    }
  }

  private WorldFile world() throws MistakeException {
    Path file = options.world().orElse(null);
    return file == null ? WorldFile.example(clock) : WorldFile.parse(JsonFile.read(file), clock);
  }

  /** Servers that start at once get in each other's way, and one of them does it. */
  static void fillOnce(JdbcStore store, HikariDataSource pool, WorldFile world)
      throws MistakeException {
    try {
      fill(store, pool, world);
    } catch (MistakeException | StoreException e) {
      if (store.isEmpty()) {
        throw e;
      }
    }
  }

  /** All of it or nothing: half a world would be taken for a whole one at the next start. */
  private static void fill(JdbcStore store, HikariDataSource pool, WorldFile world)
      throws MistakeException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      world.fill(store.joining(connection));
      connection.commit();
    } catch (SQLException e) {
      throw new MistakeException("--store cannot be filled: SQLState " + e.getSQLState());
    }
  }

  /** A URL may hold a password, and errors like to quote it. */
  static HikariDataSource pool(String url) throws MistakeException {
    if (DRIVERS.stream().noneMatch(url::startsWith)) {
      throw new MistakeException("--store is none of " + String.join("..., ", DRIVERS) + "...");
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(HttpServer.WORKERS);
    config.setConnectionTimeout(PATIENCE.toMillis());
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new MistakeException(
          "--store cannot be opened: "
              + String.valueOf(cause.getMessage()).replace(url, "the URL"));
    }
  }

  int port() {
    return port;
  }

  /** Takes no more requests, answers those under way, and lets go of the store. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}
