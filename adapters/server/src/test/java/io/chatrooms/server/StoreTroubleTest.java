package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.server.HttpTestClient.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is locked or cannot be opened. */
class StoreTroubleTest {
  @TempDir private Path directory;

  private EmbeddedPostgres database;

  @BeforeEach
  void startDatabase() throws IOException {
    database = EmbeddedPostgres.start();
  }

  @AfterEach
  void stopDatabase() throws IOException {
    database.close();
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  static Connection lockedRooms(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT * FROM chatrooms_room FOR UPDATE");
    }
    return connection;
  }

  static List<Socket> addAtTheSameTime(int port, int count) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Socket socket = HttpTestClient.connect(port);
      HttpTestClient.send(
          socket,
          HttpTestClient.request(
              RunningServer.ACCOUNT.value(),
              RunningServer.ROOM.value(),
              RunningServer.JANE_DOE.value()));
      sockets.add(socket);
    }
    return sockets;
  }

  @Test
  void whileRowsAreLockedWhatNeedsNoStoreIsAnsweredAndOutcomesAreKnown() throws Exception {
    try (Server server =
            AdminServerTest.start("--store", url(database.getPort()), "--pool-size", "2");
        Connection lock = lockedRooms(url(database.getPort()))) {
      List<Socket> waiting = addAtTheSameTime(server.port(), 40);
      for (int i = 0; i < 20; i++) {
        assertThat(AdminServerTest.get(server.port(), "/unknown").status()).isEqualTo(404);
      }
      for (Socket socket : waiting) {
        Answer answer = HttpTestClient.receive(socket);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).doesNotContainIgnoringCase("known");
        socket.close();
      }
      lock.rollback();
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isIn(201, 409);
    }
  }

  /** No time-out of the URL ends the wait for the lock before the request's own would. */
  @Test
  void anOperationEndsBeforeItsRequestDoes() throws Exception {
    String patient = "&socketTimeout=300&options=-c%20lock_timeout=300s";
    try (Server server = AdminServerTest.start("--store", url(database.getPort()) + patient);
        Connection lock = lockedRooms(url(database.getPort()))) {
      Answer answer = HttpTestClient.addJaneDoe(server.port());
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).doesNotContainIgnoringCase("known");
      lock.rollback();
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isEqualTo(201);
    }
  }

  @Test
  void whileTheDatabaseIsDownOutcomesAreKnownAndWhatNeedsNoStoreIsAnswered() throws Exception {
    try (Server server = AdminServerTest.start("--store", url(database.getPort()))) {
      assertThat(AdminServerTest.get(server.adminPort(), "/ready").status()).isEqualTo(200);
      database.close();
      List<Socket> asking = addAtTheSameTime(server.port(), 60);
      for (int i = 0; i < 20; i++) {
        assertThat(AdminServerTest.get(server.port(), "/unknown").status()).isEqualTo(404);
      }
      for (Socket socket : asking) {
        Answer answer = HttpTestClient.receive(socket);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).doesNotContainIgnoringCase("known");
        socket.close();
      }
      assertThat(AdminServerTest.get(server.adminPort(), "/ready").status()).isEqualTo(503);
      assertThat(AdminServerTest.get(server.adminPort(), "/health").status()).isEqualTo(200);
    }
  }

  /** Or else all connections are replaced, in the belief that they are lost. */
  @Test
  void readinessHasAConnectionWhileEveryOtherIsInUse() throws Exception {
    try (Server server =
            AdminServerTest.start("--store", url(database.getPort()), "--pool-size", "2");
        Connection lock = lockedRooms(url(database.getPort()))) {
      List<Socket> waiting = addAtTheSameTime(server.port(), 2);
      awaitLockWaits(lock, 2);
      assertThat(AdminServerTest.get(server.adminPort(), "/ready").status()).isEqualTo(200);
      lock.rollback();
      for (Socket socket : waiting) {
        assertThat(HttpTestClient.receive(socket).status()).isIn(201, 409);
        socket.close();
      }
    }
  }

  private static void awaitLockWaits(Connection connection, int count) throws SQLException {
    SilentLossTest.await(connection, "SELECT count(*) FROM pg_locks WHERE NOT granted", count);
  }

  @Test
  void aFailedStartSaysWhyWithoutThePassword() throws Exception {
    assertThatThrownBy(
            () ->
                AdminServerTest.start(
                    "--store", "jdbc:postgresql://127.0.0.1:1/x?user=u&password=s%65cret"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("refused")
        .hasMessageNotContaining("s%65cret")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(
            () -> AdminServerTest.start("--store", "jdbc:h2:/dev/null/x;PASSWORD=hidden"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/dev/null")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void thePasswordComesFromAFile() throws Exception {
    String file = directory.resolve("h2").toString();
    try (Connection h2 = DriverManager.getConnection("jdbc:h2:" + file, "sa", "from the file")) {
      assertThat(h2.isValid(1)).isTrue();
    }
    Path password = Files.writeString(directory.resolve("password"), "from the file\n");
    String url = "jdbc:h2:" + file;
    try (Server server =
        AdminServerTest.start("--store", url, "--password-file", password.toString())) {
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isEqualTo(201);
    }
    assertThatThrownBy(
            () ->
                AdminServerTest.start(
                    "--store", url + ";PASSWORD=x", "--password-file", password.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("must not be given together");
    Path empty = Files.writeString(directory.resolve("empty"), "\n");
    assertThatThrownBy(
            () -> AdminServerTest.start("--store", url, "--password-file", empty.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("must contain a password");
  }

  @Test
  void h2OnDiskSurvivesInterruptsAndWritesNoTraceFile() throws Exception {
    String url = "jdbc:h2:" + directory.resolve("h2");
    try (Server server = AdminServerTest.start("--store", url)) {
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isEqualTo(201);
      interruptThreadsThatUseTheStore(server);
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isEqualTo(409);
    }
    try (Server server = AdminServerTest.start("--store", url)) {
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isEqualTo(409);
    }
    assertThat(directory.resolve("h2.mv.db")).exists();
    assertThat(directory.resolve("h2.trace.db")).doesNotExist();
  }

  private static void interruptThreadsThatUseTheStore(Server server) throws Exception {
    for (int round = 0; round < 200; round++) {
      List<Socket> sockets = addAtTheSameTime(server.port(), 4);
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith("store-")) {
          thread.interrupt();
        }
      }
      for (Socket socket : sockets) {
        assertThat(HttpTestClient.receive(socket).status()).isIn(409, 503);
        socket.close();
      }
    }
  }
}
