package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All transactions lock in one order, so there are no deadlocks: nothing has to be repeated. H2 is
 * left out, because there a wait for a lock may time out on a slow machine.
 */
class LockOrderTest {
  /** The common pool has one thread on two processors, from JDK 25 on. */
  private static final Executor A_THREAD_EACH = task -> new Thread(task).start();

  private static final int THREADS = 8;
  private static final int ROOMS = 3;
  private static final int MEMBERS = 6;
  private static final int ROUNDS = Boolean.getBoolean("thorough") ? 5_000 : 400;

  private static final Pattern DEADLOCK = Pattern.compile("SQLState 40P01|vendor code 1213");

  private final Scene scene = new Scene("order");
  private final AtomicInteger nextRoom = new AtomicInteger(ROOMS);

  /** Members add, demote and remove each other in a few rooms. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void nothingIsRepeated(Database database) throws Exception {
    assertThat(repeated(database, this::changeMemberships)).isEmpty();
  }

  /**
   * Beside that, rooms are created, changed and removed, and filled by batches. What meets a room
   * that was replaced by an equal one while it waited for its lock begins again; nothing deadlocks.
   * On MariaDB no id is created twice: there, whoever waited for the lock of a row that was deleted
   * holds it, and an insertion of the same key waits for that.
   */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void nothingDeadlocksWhileRoomsComeAndGo(Database database) throws Exception {
    assertThat(
            repeated(
                database,
                (store, random) -> {
                  if (random.nextBoolean()) {
                    changeMemberships(store, random);
                  } else {
                    changeRooms(database, store, random);
                  }
                }))
        .noneMatch(failure -> DEADLOCK.matcher(failure).find());
  }

  /**
   * Members are removed, too, and saved again as they were. A removal locks rooms after the member
   * if somebody adds it meanwhile, so there are deadlocks. No change contradicts a foreign key: a
   * member that was replaced by an equal one is locked, too.
   */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void nothingContradictsWhileMembersComeAndGo(Database database) throws Exception {
    assertThat(
            repeated(
                database,
                (store, random) -> {
                  switch (random.nextInt(3)) {
                    case 0 -> changeMemberships(store, random);
                    case 1 -> changeRooms(database, store, random);
                    default -> {
                      int member = random.nextInt(MEMBERS);
                      store.members().remove(scene.account, scene.member(member));
                      store.members().save(scene.memberIs(member));
                    }
                  }
                }))
        .noneMatch(failure -> failure.contains("SQLState 23"));
  }

  private Queue<String> repeated(Database database, BiConsumer<JdbcStore, Random> act)
      throws Exception {
    Queue<String> repeated = new ConcurrentLinkedQueue<>();
    try (HikariDataSource pool = Databases.pool(database, THREADS)) {
      JdbcStore store =
          JdbcStore.builder(pool)
              .tablePrefix(Databases.freshPrefix())
              .retries(
                  RetryPolicy.DEFAULT.withObserver(
                      (attempt, failure) -> repeated.add(failure.toString())))
              .createTables()
              .build();
      repeated.clear();
      scene.putInto(store, ROOMS, MEMBERS);
      for (int room = 0; room < ROOMS; room++) {
        for (int member = 0; member < MEMBERS; member++) {
          scene.add(store, room, member, Role.ADMINISTRATOR);
        }
      }
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(i);
        runs.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < ROUNDS; round++) {
                    act.accept(store, random);
                  }
                }));
      }
      for (Future<?> run : runs) {
        run.get(120, TimeUnit.SECONDS);
      }
      threads.shutdown();
      assertThat(store.verify()).isEmpty();
    }
    return repeated;
  }

  /**
   * On PostgreSQL, two members add each other. While somebody else shares the row of the second,
   * the first add has locked its caller and waits for its member. The second add must not lock its
   * caller, who is that member, before its own member, for whom it waits.
   */
  @Test
  void membersWhoAddEachOtherAreLockedById() throws Exception {
    Queue<String> repeated = new ConcurrentLinkedQueue<>();
    String prefix = Databases.freshPrefix();
    try (HikariDataSource pool = Databases.pool(Database.POSTGRESQL, 4);
        Connection other = pool.getConnection()) {
      JdbcStore store =
          JdbcStore.builder(pool)
              .tablePrefix(prefix)
              .retries(
                  RetryPolicy.DEFAULT.withObserver(
                      (attempt, failure) -> repeated.add(failure.getMessage())))
              .createTables()
              .build();
      repeated.clear();
      scene.putInto(store, 2, 2);
      scene.add(store, 0, 0, Role.ADMINISTRATOR);
      scene.add(store, 1, 1, Role.ADMINISTRATOR);
      other.setAutoCommit(false);
      number(
          other,
          "SELECT room_count FROM %smember WHERE member_id = '%s' FOR SHARE"
              .formatted(prefix, scene.member(1)));

      CompletableFuture<?> first =
          CompletableFuture.supplyAsync(
              () -> scene.create(store, scene.by(0), 0, 1, Role.MEMBER), A_THREAD_EACH);
      awaitWaiting(pool, 1);
      CompletableFuture<?> second =
          CompletableFuture.supplyAsync(
              () -> scene.create(store, scene.by(1), 1, 0, Role.MEMBER), A_THREAD_EACH);
      awaitWaiting(pool, 2);
      other.commit();

      assertThat(first.get(60, TimeUnit.SECONDS)).isInstanceOf(Created.class);
      assertThat(second.get(60, TimeUnit.SECONDS)).isInstanceOf(Created.class);
      scene.isWhole(store, List.of());
    }
    assertThat(repeated).isEmpty();
  }

  /** Returns when this many transactions wait for others. */
  private static void awaitWaiting(HikariDataSource pool, int waiting) throws SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    try (Connection watching = pool.getConnection()) {
      while (number(
              watching,
              "SELECT COUNT(*) FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0")
          < waiting) {
        assertThat(System.nanoTime() - end).as("transactions do not wait").isNegative();
      }
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet found = statement.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  private void changeMemberships(JdbcStore store, Random random) {
    int room = random.nextInt(ROOMS);
    int caller = random.nextInt(MEMBERS);
    int member = random.nextInt(MEMBERS);
    switch (random.nextInt(4)) {
      case 0 -> scene.update(store, scene.by(caller), room, member, Role.MEMBER);
      case 1 -> scene.delete(store, scene.by(caller), room, member);
      case 2 -> scene.create(store, scene.by(caller), room, member, Role.MEMBER);
      default -> scene.add(store, room, member, Role.ADMINISTRATOR);
    }
  }

  private void changeRooms(Database database, JdbcStore store, Random random) {
    int room = random.nextInt(ROOMS);
    int caller = random.nextInt(MEMBERS);
    switch (random.nextInt(6)) {
      case 0 -> {
        NewRoomFacts seen =
            scene.factsOfNew(
                store,
                database == Database.MARIADB ? nextRoom.getAndIncrement() : room,
                caller,
                Scene.token(random.nextInt(ROOMS)));
        if (seen.account().caller().isPresent()) {
          store.rooms().create(Scene.creation(seen), seen);
        }
      }
      case 1 -> scene.removeRoom(store, scene.by(caller), room);
      case 2 -> store.rooms().remove(scene.account, scene.room(room));
      case 3 -> store.rooms().save(scene.roomIs(room));
      case 4 -> scene.renameRoom(store, scene.by(caller), room);
      default -> scene.addAll(store, scene.by(caller), room, shuffledMembers(random));
    }
  }

  private static List<Integer> shuffledMembers(Random random) {
    List<Integer> members = new ArrayList<>(IntStream.range(0, MEMBERS).boxed().toList());
    Collections.shuffle(members, random);
    return members;
  }
}
