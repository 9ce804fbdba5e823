package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;

/** Threads that add members are interrupted at any moment. */
class InterruptTest {
  private static final int INTERRUPTS = Boolean.getBoolean("thorough") ? 3_000 : 300;
  private static final int THREADS = 4;
  private static final int ROOMS = 10;
  private static final int MEMBERS = 100;

  @TempDir private Path directory;

  private final Scene scene = new Scene("interrupts").of(ROOMS, MEMBERS);

  /** Nothing acknowledged is lost, and nothing has to be started again. */
  @OnEveryDatabase
  void interruptsLoseNothingAndEndNothing(Database database) throws Exception {
    String url =
        database == Database.H2
            ? "jdbc:h2:async:" + directory.resolve("chatrooms")
            : Databases.url(database);
    String user = Databases.administrator(database);
    String prefix = Databases.freshPrefix();
    Queue<MembershipKey> acknowledged = new ConcurrentLinkedQueue<>();
    try (HikariDataSource pool = Databases.pool(url, user, THREADS)) {
      JdbcStore store = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
      scene.putInto(store, ROOMS, MEMBERS);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int first = i;
        Thread thread = new Thread(() -> add(store, first, acknowledged));
        threads.add(thread);
        thread.start();
      }
      for (int i = 0; i < INTERRUPTS; i++) {
        threads.get(i % THREADS).interrupt();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(scene.delete(store, scene.administrator(), 0, 0))
          .as("a request after the interrupts")
          .isInstanceOfAny(Deleted.class, NotFound.class);
      acknowledged.remove(scene.key(0, 0));
    }
    try (HikariDataSource pool = Databases.pool(url, user, 2)) {
      JdbcStore opened = JdbcStore.builder(pool).tablePrefix(prefix).build();
      assertThat(acknowledged).isNotEmpty();
      scene.isWhole(opened, acknowledged);
    }
  }

  /** Goes on in spite of interrupts until all its members are in all rooms that have space. */
  private void add(JdbcStore store, int first, Queue<MembershipKey> acknowledged) {
    Random random = new Random(first);
    for (int i = 0; i < ROOMS * MEMBERS / THREADS; i++) {
      int room = random.nextInt(ROOMS);
      int member = random.nextInt(MEMBERS);
      if (scene.add(store, room, member, Role.MEMBER) instanceof Created) {
        acknowledged.add(scene.key(room, member));
      }
      Thread.interrupted(); // A host that goes on after an interrupt clears the flag.
    }
  }
}
