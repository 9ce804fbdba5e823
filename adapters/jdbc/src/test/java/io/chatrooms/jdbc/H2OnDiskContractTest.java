package io.chatrooms.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the durable default: every commit is on disk before it is acknowledged. Each store has a
 * database file of its own. It is a copy of a file with empty tables, because H2 waits for the disk
 * after each statement that creates one.
 */
class H2OnDiskContractTest extends JdbcStoreContract {
  private static final AtomicInteger FILES = new AtomicInteger();
  @TempDir private static Path directory;

  @BeforeAll
  static void createEmptyTables() {
    try (HikariDataSource pool = Databases.pool(urlOf("empty"), "sa", 1)) {
      JdbcStore.builder(pool).createTables().build();
    }
  }

  private static String urlOf(String name) {
    return "jdbc:h2:async:" + directory.resolve(name);
  }

  @Override
  String freshUrl() {
    String name = "store" + FILES.incrementAndGet();
    try {
      Files.copy(directory.resolve("empty.mv.db"), directory.resolve(name + ".mv.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return urlOf(name);
  }

  @Override
  String user() {
    return "sa";
  }

  @Override
  String prefix() {
    return JdbcStore.DEFAULT_TABLE_PREFIX;
  }
}
