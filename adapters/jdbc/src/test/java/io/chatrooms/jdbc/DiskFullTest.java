package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.membership.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 on a disk that is full. H2 closes the database then, and it has to be opened again. */
class DiskFullTest {
  @TempDir private Path directory;

  private final Scene scene = new Scene("full disk");

  private HikariDataSource pool() {
    WatchedDisk.register();
    return Databases.pool("jdbc:h2:watched:async:" + directory.resolve("chatrooms"), "sa", 4);
  }

  @AfterEach
  void makeSpace() {
    WatchedDisk.doNothing();
  }

  @Test
  void nothingIsCreatedAndNothingAcknowledgedIsLost() {
    try (HikariDataSource pool = pool()) {
      JdbcStore store = JdbcStore.builder(pool).createTables().build();
      scene.putInto(store, 1, 20);
      assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
      assertThat(scene.add(store, 0, 1, Role.MEMBER)).isInstanceOf(Created.class);
      WatchedDisk.beforeWrite(
          () -> {
            throw new IOException("No space left on device");
          });
      for (int member = 2; member < 10; member++) {
        assertThat(scene.add(store, 0, member, Role.MEMBER)).isInstanceOf(ServiceUnavailable.class);
      }
      WatchedDisk.doNothing();
    }
    try (HikariDataSource pool = pool()) {
      JdbcStore store = JdbcStore.builder(pool).build();
      scene.isWhole(store, List.of(scene.key(0, 0), scene.key(0, 1)));
      assertThat(scene.add(store, 0, 10, Role.MEMBER)).isInstanceOf(Created.class);
    }
  }
}
