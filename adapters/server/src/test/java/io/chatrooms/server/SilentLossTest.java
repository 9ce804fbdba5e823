package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A silent loss of all connections to a database: the server serves again. */
class SilentLossTest {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Pattern PORT = Pattern.compile(":(\\d+)");

  @TempDir private Path directory;

  @Test
  void toPostgreSql() throws Exception {
    Databases.onPostgreSql(
        url -> servesAgain(url, "SELECT count(*) FROM pg_locks WHERE NOT granted", 4));
  }

  @Test
  void toMariaDb() throws Exception {
    Databases.onMariaDb(
        directory,
        url ->
            servesAgain(
                url,
                "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
                    + " WHERE VARIABLE_NAME = 'INNODB_ROW_LOCK_CURRENT_WAITS'",
                4));
  }

  @Test
  void toAServerOfH2() throws Exception {
    org.h2.tools.Server h2 =
        org.h2.tools.Server.createTcpServer(
            "-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString());
    h2.start();
    try {
      servesAgain(
          "jdbc:h2:tcp://127.0.0.1:" + h2.getPort() + "/db;USER=sa",
          "SELECT count(*) FROM information_schema.SESSIONS WHERE BLOCKER_ID IS NOT NULL",
          1); // a store in H2 writes in one transaction at a time
    } finally {
      h2.stop();
    }
  }

  /**
   * The connections of the pool are lost while requests wait for rows that are locked; those of
   * another server are lost while no request uses them.
   *
   * @param waiting counts the connections that wait
   * @param count how many of them wait
   */
  private static void servesAgain(String url, String waiting, int count) throws Exception {
    try (SilentProxy proxy = new SilentProxy(portOf(url));
        Server server = start(url, proxy, "4")) {
      List<Socket> sockets = new ArrayList<>();
      try (Connection lock = StoreTroubleTest.lockedRooms(url)) {
        sockets.addAll(StoreTroubleTest.addAtTheSameTime(server.port(), 8));
        await(lock, waiting, count);
        proxy.silence();
        lock.rollback();
      }
      for (Socket socket : sockets) {
        assertThat(HttpTestClient.receive(socket).status()).isIn(201, 409, 503);
        socket.close();
      }
      servesAfter(10, server);
    }
    try (SilentProxy proxy = new SilentProxy(portOf(url));
        Server server = start(url, proxy, "8")) {
      servesAfter(1, server);
      proxy.silence();
      servesAfter(3, server);
    }
  }

  private static int portOf(String url) {
    Matcher port = PORT.matcher(url);
    assertThat(port.find()).isTrue();
    return Integer.parseInt(port.group(1));
  }

  private static Server start(String url, SilentProxy proxy, String poolSize)
      throws ConfigurationException {
    String through = PORT.matcher(url).replaceFirst(":" + proxy.port());
    return AdminServerTest.start("--store", through, "--pool-size", poolSize);
  }

  /** Waits until the query counts this many. */
  static void await(Connection connection, String query, int count) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int found = 0;
      for (long start = System.nanoTime(); found < count; ) {
        assertThat(System.nanoTime() - start).isLessThan(LONGEST_NANOS);
        try (ResultSet row = statement.executeQuery(query)) {
          row.next();
          found = row.getInt(1);
        }
      }
    }
  }

  private static void servesAfter(int attempts, Server server) throws IOException {
    List<Integer> statuses = new ArrayList<>();
    do {
      statuses.add(HttpTestClient.addJaneDoe(server.port()).status());
    } while (statuses.get(statuses.size() - 1) == 503 && statuses.size() < attempts);
    assertThat(statuses.get(statuses.size() - 1)).as("the last of %s", statuses).isIn(201, 409);
  }
}
