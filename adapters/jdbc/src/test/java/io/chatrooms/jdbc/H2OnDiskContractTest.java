package io.chatrooms.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** With the durable default: every commit is on disk before it is acknowledged. */
class H2OnDiskContractTest extends JdbcStoreContract {
  @TempDir private static Path directory;

  @Override
  String url() {
    return "jdbc:h2:async:" + directory.resolve("chatrooms");
  }

  @Override
  String user() {
    return "sa";
  }
}
