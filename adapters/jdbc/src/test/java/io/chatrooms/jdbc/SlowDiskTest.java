package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembershipRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * H2 on a disk that is slow. H2 shows a commit to readers before it is on disk, and no read returns
 * an older state meanwhile (promise 1).
 */
class SlowDiskTest {
  private static final int TIMES = Boolean.getBoolean("thorough") ? 3_000 : 300;
  private static final Scene SCENE = new Scene("slow disk");
  private static final MembershipKey KEY = SCENE.key(0, 0);

  @TempDir private Path directory;

  /** The reads that tell whether the membership exists. */
  static Stream<Arguments> reads() {
    return Stream.of(
        read("find", memberships -> memberships.find(KEY).isPresent()),
        read("facts", memberships -> memberships.facts(KEY, null).membership().isPresent()),
        read(
            "list by room",
            memberships ->
                !memberships.listByRoom(KEY.accountId(), KEY.roomId(), null, 9).items().isEmpty()),
        read(
            "list by member",
            memberships ->
                !memberships
                    .listByMember(KEY.accountId(), KEY.memberId(), null, 9)
                    .items()
                    .isEmpty()));
  }

  private static Arguments read(String name, Predicate<RoomMembershipRepository> finds) {
    return Arguments.of(Named.of(name, finds));
  }

  @AfterEach
  void makeTheDiskFast() {
    WatchedDisk.doNothing();
  }

  private HikariDataSource pool(int size) {
    WatchedDisk.register();
    return Databases.pool("jdbc:h2:watched:async:" + directory.resolve("chatrooms"), "sa", size);
  }

  @ParameterizedTest
  @MethodSource("reads")
  void aCommitThatIsBeingWrittenIsSeen(Predicate<RoomMembershipRepository> finds) throws Exception {
    // H2 reuses results within a session, so all reads have the same one.
    try (HikariDataSource writers = pool(1);
        HikariDataSource readers = pool(1)) {
      JdbcStore writer = JdbcStore.builder(writers).createTables().build();
      RoomMembershipRepository reader = JdbcStore.builder(readers).build().memberships();
      SCENE.putInto(writer, 1, 1);
      boolean exists = false;
      for (int i = 0; i < TIMES; i++) {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch hasRead = new CountDownLatch(1);
        WatchedDisk.beforeWrite(
            () -> {
              writing.countDown();
              await(hasRead);
            });
        boolean created = exists;
        CompletableFuture<Object> change =
            CompletableFuture.supplyAsync(
                () ->
                    created
                        ? SCENE.delete(writer, SCENE.administrator(), 0, 0)
                        : SCENE.add(writer, 0, 0, Role.MEMBER));
        boolean committed;
        boolean found;
        do {
          committed = writing.getCount() == 0 || change.isDone();
          found = finds.test(reader);
        } while (!committed);
        hasRead.countDown();

        assertThat(change.get(30, TimeUnit.SECONDS))
            .isInstanceOf(created ? Deleted.class : Created.class);
        exists = !created;
        assertThat(found).as("exists, while the disk is written").isEqualTo(exists);
      }
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
