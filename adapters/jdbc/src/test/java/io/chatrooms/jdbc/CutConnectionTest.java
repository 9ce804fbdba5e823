package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Connections are cut at random points while eight threads add members. Every unknown outcome is
 * resolved by asking again.
 */
class CutConnectionTest {
  private static final int CUTS = 200;
  private static final int THREADS = 8;
  private static final int ROOMS = 200;
  private static final int MEMBERS = 400;

  private final Scene scene = new Scene("cut");
  private final Queue<MembershipKey> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, postgres", "MARIADB, root"})
  void acknowledgedAddsExistAndUnknownOutcomesAreResolved(Database database, String user)
      throws Exception {
    String url = Databases.url(database);
    String prefix = Databases.freshPrefix();
    try (TcpProxy proxy = new TcpProxy(Databases.portOf(url));
        HikariDataSource steady = Databases.pool(url, user, THREADS);
        HikariDataSource shaky =
            Databases.pool(Databases.through(url, proxy.port()), user, THREADS)) {
      JdbcStore sure = JdbcStore.builder(steady).tablePrefix(prefix).createTables().build();
      JdbcStore store = JdbcStore.builder(shaky).tablePrefix(prefix).build();
      scene.putInto(sure, ROOMS, MEMBERS);
      AtomicBoolean over = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        runs.add(threads.submit(() -> addUntil(over, store, sure, thread)));
      }
      Random random = new Random(1);
      for (int cuts = 0; cuts < CUTS; ) {
        if (proxy.cutAfter(random.nextInt(3_000))) {
          cuts++;
        }
        awaitMoreAnswers(runs);
      }
      over.set(true);
      for (Future<?> run : runs) {
        run.get(120, TimeUnit.SECONDS);
      }
      threads.shutdown();
      scene.isWhole(sure, acknowledged);
    }
    assertThat(acknowledged).isNotEmpty();
  }

  /** Lets some work happen between two cuts. */
  private void awaitMoreAnswers(List<Future<?>> runs) {
    int enough = answers.get() + THREADS;
    while (answers.get() < enough && runs.stream().noneMatch(Future::isDone)) {
      Thread.onSpinWait();
    }
  }

  /** Each thread has its own members, so no other thread adds the same membership. */
  private void addUntil(AtomicBoolean over, JdbcStore store, JdbcStore sure, int thread) {
    for (int i = 0; !over.get() && i < ROOMS * MEMBERS / THREADS; i++) {
      int room = i % ROOMS;
      int member = thread + THREADS * (i / ROOMS);
      MembershipKey key = scene.key(room, member);
      CreateRoomMembership.Result result = scene.add(store, room, member, Role.MEMBER);
      boolean mayExist = false;
      while (result instanceof ServiceUnavailable unavailable) {
        mayExist |= unavailable.outcomeUnknown();
        if (!mayExist) {
          assertThat(sure.memberships().find(key))
              .as("after a failure with a known outcome")
              .isEmpty();
        }
        result = scene.add(store, room, member, Role.MEMBER);
      }
      answers.incrementAndGet();
      if (result instanceof Conflict conflict) {
        assertThat(mayExist).as("a conflict follows an unknown outcome only").isTrue();
        assertThat(conflict.membership().key()).isEqualTo(key);
        acknowledged.add(key);
      } else if (result instanceof Created) {
        acknowledged.add(key);
      } else {
        assertThat(result).isInstanceOf(ResourceLimitExceeded.class);
      }
    }
  }
}
