package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
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
import org.junit.jupiter.api.Test;

/**
 * On PostgreSQL there are no deadlocks: of members who add, demote and remove each other in a few
 * rooms, no operation has to be repeated.
 */
class LockOrderTest {
  private static final int THREADS = 8;
  private static final int ROOMS = 3;
  private static final int MEMBERS = 6;
  private static final int ROUNDS = Boolean.getBoolean("thorough") ? 5_000 : 400;

  private final Scene scene = new Scene("order");

  @Test
  void nothingIsRepeated() throws Exception {
    Queue<String> repeated = new ConcurrentLinkedQueue<>();
    try (HikariDataSource pool = Databases.pool(Database.POSTGRESQL, THREADS)) {
      JdbcStore store =
          JdbcStore.builder(pool)
              .tablePrefix(Databases.freshPrefix())
              .retries(
                  RetryPolicy.DEFAULT.withObserver(
                      (attempt, failure) -> repeated.add(failure.getMessage())))
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
                    act(store, random);
                  }
                }));
      }
      for (Future<?> run : runs) {
        run.get(120, TimeUnit.SECONDS);
      }
      threads.shutdown();
      scene.isWhole(store, List.of());
    }
    assertThat(repeated).isEmpty();
  }

  private void act(JdbcStore store, Random random) {
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
}
