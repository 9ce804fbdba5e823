package io.chatrooms.example;

import io.chatrooms.jdbc.JdbcStore;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcConnectionPool;

final class H2OnDisk {
  static JdbcStore open(JdbcConnectionPool pool) {
    return JdbcStore.builder(pool).createTables().build();
  }

  static JdbcConnectionPool pool(Path directory) {
    String url = "jdbc:h2:async:" + directory.toAbsolutePath().resolve("chatrooms");
    return JdbcConnectionPool.create(url, "sa", "");
  }
}
