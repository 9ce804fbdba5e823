package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts that are wrong because somebody changed rows by hand. */
class CountCheckTest {
  private static final String WRONG =
      "WrongCount[kind=MEMBERSHIPS_OF_ROOM, accountId=%s, id=%s, stored=2, counted=1]"
          .formatted(RunningServer.ACCOUNT, RunningServer.ROOM);

  @TempDir private Path directory;

  /**
   * What the program did.
   *
   * @param out the lines of its output
   */
  private record Ended(int status, List<String> out, String err) {}

  private Ended run(Map<String, String> environment, String... options) throws Exception {
    try (Program program =
        Program.startWith(directory, List.of(), List.of(), environment, List.of(options))) {
      List<String> out = program.out();
      return new Ended(program.exitStatus(), out, program.err());
    }
  }

  private Ended run(String... options) throws Exception {
    return run(Map.of(), options);
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void wrongCountsAreFoundAndSetWhileAServerRuns(String url) throws Exception {
    try (Server server = AdminServerTest.start("--store", url)) {
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isEqualTo(201);
      assertThat(run("--verify", "--store", url)).isEqualTo(new Ended(0, List.of(), ""));
      execute(url, "UPDATE chatrooms_room SET membership_count = 2");
      Map<String, String> environment =
          Map.of("CHATROOMS_STORE", url, "CHATROOMS_VERIFY", "true", "CHATROOMS_PORT", "none");
      assertThat(run(environment)).isEqualTo(new Ended(4, List.of(WRONG), ""));
      assertThat(run("--repair", "--store", url)).isEqualTo(new Ended(0, List.of(WRONG), ""));
      assertThat(run("--verify", "--store", url)).isEqualTo(new Ended(0, List.of(), ""));
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isEqualTo(409);
    }
  }

  @Test
  void inPostgreSql() throws Exception {
    Databases.onPostgreSql(this::wrongCountsAreFoundAndSetWhileAServerRuns);
  }

  @Test
  void inMariaDb() throws Exception {
    Databases.onMariaDb(directory, this::wrongCountsAreFoundAndSetWhileAServerRuns);
  }

  @Test
  void inH2OnDiskOnceTheServerHasStopped() throws Exception {
    String url = "jdbc:h2:" + directory.resolve("db");
    try (Server server = AdminServerTest.start("--store", url)) {
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isEqualTo(201);
      Ended inUse = run("--verify", "--store", url);
      assertThat(inUse.status()).isEqualTo(1);
      assertThat(inUse.out()).isEmpty();
      assertThat(inUse.err())
          .startsWith("error: --store cannot be opened: another process uses the database")
          .hasLineCount(1);
    }
    execute(
        url + ";USER=sa",
        "UPDATE chatrooms_room SET membership_count = 2; ALTER USER sa SET PASSWORD 'secret'");
    String password = Files.writeString(directory.resolve("password"), "secret\n").toString();
    assertThat(run("--verify", "--store", url, "--password-file", password))
        .isEqualTo(new Ended(4, List.of(WRONG), ""));
    assertThat(run("--repair", "--store", url, "--password-file", password).status()).isZero();
    assertThat(run("--verify", "--store", url, "--password-file", password).status()).isZero();
  }

  @Test
  void aRoomWithMoreMembershipsThanItsLimitIsLeft() throws Exception {
    String url = "jdbc:h2:" + directory.resolve("db");
    Path world =
        Files.writeString(
            directory.resolve("world.json"),
            """
            {"Accounts": [{"AccountId": "a", "AccountType": "EnterpriseLWA"}],
             "Members": [{"AccountId": "a", "MemberId": "m", "MemberType": "User"},
                         {"AccountId": "a", "MemberId": "n", "MemberType": "User"}],
             "Rooms": [{"AccountId": "a", "RoomId": "two\\nlines", "Name": "a room"},
                       {"AccountId": "a", "RoomId": "another", "Name": "a room"},
                       {"AccountId": "a", "RoomId": "one", "Name": "a room"}],
             "Memberships": [{"AccountId": "a", "RoomId": "two\\nlines", "MemberId": "m"},
                             {"AccountId": "a", "RoomId": "two\\nlines", "MemberId": "n"},
                             {"AccountId": "a", "RoomId": "another", "MemberId": "m"},
                             {"AccountId": "a", "RoomId": "another", "MemberId": "n"},
                             {"AccountId": "a", "RoomId": "one", "MemberId": "m"}]}""");
    AdminServerTest.start("--store", url, "--world", world.toString()).close();
    execute(
        url + ";USER=sa", "UPDATE chatrooms_room SET membership_count = 0, membership_limit = 1");
    Ended repaired = run("--repair", "--store", url);
    assertThat(repaired.status()).isEqualTo(4);
    assertThat(repaired.out())
        .containsExactly(inRoom("another", 2), inRoom("one", 1), inRoom("two lines", 2));
    assertThat(repaired.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("error: still wrong: "))
        .allMatch(line -> line.contains("limit") && line.contains("SQLState 23"))
        .anyMatch(line -> line.contains(inRoom("another", 2)))
        .anyMatch(line -> line.contains(inRoom("two lines", 2)));
  }

  private static String inRoom(String id, int counted) {
    return "WrongCount[kind=MEMBERSHIPS_OF_ROOM, accountId=a, id=%s, stored=0, counted=%s]"
        .formatted(id, Integer.toString(counted));
  }

  @Test
  void aStoreThatDoesNotExistIsNotCreated() throws Exception {
    Ended none = run("--verify", "--store", "jdbc:h2:" + directory.resolve("none"));
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).startsWith("error: --store cannot be opened: ");
    assertThat(directory.resolve("none.mv.db")).doesNotExist();
  }

  @Test
  void wrongOptionsEndWithStatus2() throws Exception {
    isRefused("--verify requires --store", "--verify");
    isRefused("--store is in memory", "--repair", "--store", "jdbc:h2:mem:x");
    isRefused("--store must begin with", "--verify", "--store", "db");
  }

  private void isRefused(String message, String... options) throws Exception {
    Ended refused = run(options);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).startsWith("error: " + message);
  }
}
