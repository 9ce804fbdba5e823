package io.chatrooms.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process is killed while eight threads add members. Afterwards all acknowledged adds exist. */
class KillTest {
  private static final int TIMES = Boolean.getBoolean("thorough") ? 20 : 3;
  private static final int ROOMS = 20;
  private static final int MEMBERS = 200;
  private static final int ENOUGH = 300;

  @TempDir private Path directory;

  private static Scene scene(int round) {
    return new Scene("round " + round);
  }

  /** Adds members until it is over, and reports each add that was acknowledged. */
  private static void addOn(
      JdbcStore store,
      Scene scene,
      int thread,
      AtomicBoolean over,
      Consumer<MembershipKey> reported) {
    Random random = new Random(thread);
    while (!over.get()) {
      int room = random.nextInt(ROOMS);
      int member = random.nextInt(MEMBERS);
      if (scene.add(store, room, member, Role.MEMBER) instanceof Created) {
        reported.accept(scene.key(room, member));
      }
      Thread.interrupted(); // A host that goes on after an interrupt clears the flag.
    }
  }

  /** Also if threads that add members are interrupted until then. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void h2OnDisk(boolean interrupted) throws Exception {
    for (int round = 0; round < TIMES; round++) {
      List<String> acknowledged = h2Killed(round, interrupted);
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
      try (HikariDataSource pool = h2(directory)) {
        JdbcStore store = JdbcStore.builder(pool).build();
        for (int before = 0; before <= round; before++) {
          Scene scene = scene(before).of(ROOMS, MEMBERS);
          scene.isWhole(
              store,
              before == round ? acknowledged.stream().map(scene::parsed).toList() : List.of());
        }
      }
    }
  }

  private List<String> h2Killed(int round, boolean interrupted)
      throws IOException, InterruptedException {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                H2Host.class.getName(),
                directory.toString(),
                Integer.toString(round),
                Boolean.toString(interrupted))
            .redirectError(directory.resolve("errors").toFile())
            .start();
    List<String> reported = new ArrayList<>();
    try (BufferedReader out = host.inputReader(UTF_8)) {
      String line = out.readLine();
      while (line != null && reported.size() < ENOUGH) {
        reported.add(line);
        line = out.readLine();
      }
      host.toHandle().destroyForcibly(); // what it wrote can still be read
      while (line != null) {
        reported.add(line);
        line = wholeLine(out);
      }
    }
    assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(reported)
        .as("what was acknowledged; errors: %s", Files.readString(directory.resolve("errors")))
        .isNotEmpty();
    return reported;
  }

  /** The next complete line; null if there is none. */
  private static @Nullable String wholeLine(BufferedReader out) throws IOException {
    String line = out.readLine();
    return line != null && line.endsWith(".") ? line : null;
  }

  static HikariDataSource h2(Path directory) {
    return Databases.pool("jdbc:h2:async:" + directory.resolve("chatrooms"), "sa", 8);
  }

  /** Runs in its own JVM. */
  static final class H2Host {
    private H2Host() {}

    public static void main(String[] args) {
      HikariDataSource pool = h2(Path.of(args[0]));
      JdbcStore store = JdbcStore.builder(pool).createTables().build();
      Scene scene = scene(Integer.parseInt(args[1])).putInto(store, ROOMS, MEMBERS);
      AtomicBoolean never = new AtomicBoolean();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int thread = i;
        threads.add(
            new Thread(
                () ->
                    addOn(
                        store,
                        scene,
                        thread,
                        never,
                        key -> {
                          synchronized (System.out) {
                            System.out.println(scene.text(key));
                            System.out.flush();
                          }
                        })));
      }
      threads.forEach(Thread::start);
      while (Boolean.parseBoolean(args[2])) {
        threads.get(ThreadLocalRandom.current().nextInt(8)).interrupt();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000));
      }
    }
  }

  @Test
  void postgreSql() throws Exception {
    for (int round = 0; round < TIMES; round++) {
      Queue<MembershipKey> acknowledged = new ConcurrentLinkedQueue<>();
      Scene scene = scene(round);
      EmbeddedPostgres server = server();
      try (HikariDataSource pool = pool(server)) {
        JdbcStore store = JdbcStore.builder(pool).createTables().build();
        scene.putInto(store, ROOMS, MEMBERS);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          int thread = i;
          runs.add(threads.submit(() -> addOn(store, scene, thread, over, acknowledged::add)));
        }
        while (acknowledged.size() < ENOUGH) {
          Thread.onSpinWait();
        }
        kill();
        over.set(true);
        for (Future<?> run : runs) {
          run.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
      } finally {
        server.close();
      }
      try (EmbeddedPostgres again = server();
          HikariDataSource pool = pool(again)) {
        scene.isWhole(JdbcStore.builder(pool).build(), acknowledged);
      }
    }
  }

  /** With the defaults of PostgreSQL: this starter of servers turns durability off for speed. */
  private EmbeddedPostgres server() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setDataDirectory(directory.resolve("data"))
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(directory.resolve("work").toFile())
        .start();
  }

  private static HikariDataSource pool(EmbeddedPostgres server) {
    return Databases.pool(
        server.getJdbcUrl("postgres", "postgres"), "postgres", 8, Duration.ofSeconds(1));
  }

  /** The server and all its processes, with SIGKILL. */
  private void kill() throws Exception {
    long pid =
        Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : all) {
      process.onExit().get(60, TimeUnit.SECONDS);
    }
  }
}
