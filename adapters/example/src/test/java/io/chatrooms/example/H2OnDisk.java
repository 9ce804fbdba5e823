package io.chatrooms.example;

import io.chatrooms.jdbc.JdbcStore;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcConnectionPool;

final class H2OnDisk {
  static JdbcStore open(Path directory) {
    String url = "jdbc:h2:" + directory.toAbsolutePath().resolve("chatrooms");
    return JdbcStore.builder(JdbcConnectionPool.create(url, "sa", "")).createTables().build();
  }
}
