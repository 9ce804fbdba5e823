package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.server.HttpTestClient.Answer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server in this process, and the program in a process of its own. */
class ServerTest {
  private static final String CREDENTIALS =
      """
      [{"AccessKeyId": "K", "SecretAccessKey": "S", "AccountId": "a",
        "CallerKind": "AccountAdministrator", "CallerId": "arn:x"}]""";

  private static final String ROOMS = "/accounts/" + RunningServer.ACCOUNT.value() + "/rooms";

  @TempDir private Path directory;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Server start(String... options) throws ConfigurationException {
    Server server =
        new Server(
            Options.parse(List.of(options), Map.of()),
            RunningServer.CLOCK,
            new PrintStream(err, true, UTF_8));
    boolean started = false;
    try {
      server.start();
      started = true;
      return server;
    } finally {
      if (!started) {
        server.close();
      }
    }
  }

  private Server startUnauthenticated(String... options) throws ConfigurationException {
    List<String> all = new ArrayList<>(Arrays.asList(options));
    all.addAll(
        List.of("--port", "0", "--without-authentication", "--caller", RunningServer.ALEJANDRO));
    return start(all.toArray(new String[0]));
  }

  private static Answer addJaneDoe(Server server) throws IOException {
    return HttpTestClient.addJaneDoe(server.port());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void servesTheDocumentedExampleByDefault() throws Exception {
    try (Server server = startUnauthenticated()) {
      Answer answer = addJaneDoe(server);
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.body()).contains("\"InvitedBy\":\"" + RunningServer.ALEJANDRO + "\"");
    }
    assertThat(err.toString(UTF_8)).contains("WITHOUT AUTHENTICATION", "loopback");
  }

  @Test
  void keepsMembershipsInH2() throws Exception {
    keepsMembershipsAndIsFilledOnce("jdbc:h2:" + directory.resolve("db"));
  }

  @Test
  void keepsMembershipsInPostgreSql() throws Exception {
    Databases.onPostgreSql(this::keepsMembershipsAndIsFilledOnce);
  }

  @Test
  void keepsMembershipsInMariaDb() throws Exception {
    Databases.onMariaDb(directory, this::keepsMembershipsAndIsFilledOnce);
  }

  @Test
  void serversThatStartAtTheSameTimeFillH2Once() throws Exception {
    startedAtTheSameTimeOneFillsIt("jdbc:h2:" + directory.resolve("db"));
  }

  @Test
  void serversThatStartAtTheSameTimeFillPostgreSqlOnce() throws Exception {
    Databases.onPostgreSql(this::startedAtTheSameTimeOneFillsIt);
  }

  @Test
  void serversThatStartAtTheSameTimeFillMariaDbOnce() throws Exception {
    Databases.onMariaDb(directory, this::startedAtTheSameTimeOneFillsIt);
  }

  /** Each server has a world of its own; the worlds must not mix. */
  private void startedAtTheSameTimeOneFillsIt(String url) throws Exception {
    List<String> accounts = List.of("a", "b", "c", "d");
    List<Callable<Server>> starts = new ArrayList<>();
    for (String account : accounts) {
      String world =
          file(
              account + ".json",
              "{\"Accounts\": [{\"AccountId\": \"%s\", \"AccountType\": \"EnterpriseLWA\"}]}"
                  .formatted(account));
      starts.add(() -> startUnauthenticated("--store", url, "--world", world));
    }
    ExecutorService threads = Executors.newFixedThreadPool(accounts.size());
    List<Server> servers = new ArrayList<>();
    try {
      for (Future<Server> start : threads.invokeAll(starts)) {
        servers.add(start.get());
      }
      int port = servers.get(0).port();
      List<String> filled = new ArrayList<>();
      for (String account : accounts) {
        if (HttpTestClient.add(port, account, "r", "m").body().contains("no such room")) {
          filled.add(account);
        }
      }
      assertThat(filled).hasSize(1);
    } finally {
      threads.shutdown();
      servers.forEach(Server::close);
    }
  }

  private void keepsMembershipsAndIsFilledOnce(String url) throws Exception {
    String other =
        file("w.json", "{\"Accounts\": [{\"AccountId\": \"b\", \"AccountType\": \"Team\"}]}");
    String page;
    try (Server server = startUnauthenticated("--store", url)) {
      assertThat(addJaneDoe(server).status()).isEqualTo(201);
      assertThat(HttpTestClient.ask(server.port(), "POST " + ROOMS, "{\"Name\": \"B\"}").status())
          .isEqualTo(201);
      page = rooms(server, "?max-results=1");
    }
    try (Server server = startUnauthenticated("--store", url, "--world", other)) {
      String token = page.replaceFirst("(?s).*\"NextToken\":\"([^\"]+)\"}", "$1");
      String next = rooms(server, "?next-token=" + token);
      assertThat(List.of(page, next))
          .as("one room each, on both sides of the restart")
          .allSatisfy(each -> assertThat(each).containsOnlyOnce("RoomId"));
      assertThat(page + next).contains("\"Name\":\"B\"").doesNotContain("BadRequest");
      assertThat(addJaneDoe(server).status()).isEqualTo(409);
      assertThat(HttpTestClient.add(server.port(), "b", "r", "m").body())
          .contains("no such account");
    }
    assertThat(err.toString(UTF_8))
        .contains("The store was empty: the example of the API reference was put into it.")
        .contains("The store is not empty: --world is ignored.");
  }

  private static String rooms(Server server, String query) throws IOException {
    return HttpTestClient.ask(server.port(), "GET " + ROOMS + query, "").body();
  }

  @Test
  void anInvalidWorldFileLeavesTheDatabaseEmpty() throws Exception {
    String url = "jdbc:h2:" + directory.resolve("db");
    String wrong =
        file(
            "w.json",
            """
            {"Accounts": [{"AccountId": "b", "AccountType": "Team"}],
             "Rooms": [{"AccountId": "b", "RoomId": "r", "Name": ""}],
             "Memberships": [{"AccountId": "b", "RoomId": "r", "MemberId": "m"}]}""");
    assertThatThrownBy(() -> startUnauthenticated("--store", url, "--world", wrong))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("w.json: Memberships[0] is refused");
    try (Server server = startUnauthenticated("--store", url)) {
      assertThat(addJaneDoe(server).status()).isEqualTo(201);
    }
  }

  @Test
  void withoutAuthenticationAnyAccountMayBeNamed() throws Exception {
    try (Server server = startUnauthenticated()) {
      assertThat(HttpTestClient.add(server.port(), "b", "r", "m").body())
          .contains("no such account");
      assertThat(HttpTestClient.add(server.port(), "%20", "r", "m").body())
          .contains("AccountId is empty");
    }
  }

  @Test
  void withCredentialsUnsignedRequestsAreRejected() throws Exception {
    try (Server server =
        start("--listen", "0.0.0.0", "--port", "0", "--credentials", file("c.json", CREDENTIALS))) {
      Answer answer = addJaneDoe(server);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).contains("The request is not signed");
    }
    assertThat(err.toString(UTF_8))
        .contains("The store has no account \"a\", which the credentials name.")
        .contains("Listening on all addresses without TLS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | the document contains no credentials",
        "{} | the document is not an array",
        "[{'AccessKeyId': 'K', 'SecretAccesKey': 'S'}] | [0].SecretAccesKey is unknown",
        "[{'AccessKeyId': 'K', 'SecretAccessKey': ''}] | [0].AccountId is missing",
        "[{'AccessKeyId': 'K', 'SecretAccessKey': 'S', 'AccountId': 'a', 'CallerKind': 'Root',"
            + " 'CallerId': 'c'}] | [0].CallerKind is not one of [AccountAdministrator, Member]",
        "[{'AccessKeyId': 'K', 'SecretAccessKey': '', 'AccountId': 'a', 'CallerKind': 'Member',"
            + " 'CallerId': 'c'}] | [0] is invalid: the secret access key is empty",
        "[{'AccessKeyId': 'K', 'SecretAccessKey': 'S', 'AccountId': 'a', 'CallerKind': 'Member',"
            + " 'CallerId': ' '}] | [0].CallerId must not be blank",
        "[{'AccessKeyId': 'K', 'SecretAccessKey': 'S', 'AccountId': 'a', 'CallerKind':"
            + " 'AccountAdministrator', 'CallerId': ''}] | [0].CallerId must not be blank",
        "[{'AccessKeyId': 'K/L', 'SecretAccessKey': 'S', 'AccountId': 'a', 'CallerKind': 'Member',"
            + " 'CallerId': 'c'}] | [0].AccessKeyId must not contain",
        "[{'AccessKeyId': 'K' | line 1"
      })
  void anErrorInTheCredentialsNamesItsLocation(String json, String message) throws Exception {
    String file = file("c.json", json.replace('\'', '"'));
    assertThatThrownBy(() -> start("--port", "0", "--credentials", file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("c.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://127.0.0.1:1/x?password=secret, cannot be opened",
    "jdbc:mariadb://u:secret@127.0.0.1:1/x, cannot be opened",
    "jdbc:h2:relative, cannot be opened"
  })
  void reportsAStoreThatCannotBeOpened(String url, String message) {
    assertThatThrownBy(() -> startUnauthenticated("--store", url))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("--store")
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h3:x", "file.db", "H2"})
  void rejectsUnsupportedStores(String url) {
    assertThatThrownBy(() -> startUnauthenticated("--store", url))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "--store must begin with one of jdbc:h2:, jdbc:postgresql:, jdbc:mariadb:");
  }

  @Test
  void reportsUnreadableFilesAndInvalidCallers() {
    assertThatThrownBy(() -> startUnauthenticated("--world", directory.resolve("none").toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none cannot be read (NoSuchFileException)");
    assertThatThrownBy(() -> startUnauthenticated("--world", directory.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> start("--without-authentication", "--caller", "\u0000", "--port", "0"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--caller is not a valid identifier");
    assertThatThrownBy(() -> start("--without-authentication", "--caller", " ", "--port", "0"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--caller must not be blank");
  }

  @Test
  void refusesCredentialsThatEveryUserMayWrite() throws Exception {
    String file = file("c.json", CREDENTIALS);
    Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> start("--port", "0", "--credentials", file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("c.json can be written by every user");
  }

  @Test
  void listensOnLoopbackOnlyWithoutAuthentication() throws Exception {
    assertThatThrownBy(() -> startUnauthenticated("--listen", "0.0.0.0"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("requires a loopback address");
    assertThatThrownBy(() -> startUnauthenticated("--listen", "not an address"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--listen is not an address");
    try (Server server = startUnauthenticated("--listen", "127.0.0.2")) {
      assertThat(server.url()).isEqualTo("http://127.0.0.2:" + server.port());
    }
  }

  @Test
  void reportsAPortInUse() throws Exception {
    try (Server server = startUnauthenticated()) {
      String port = Integer.toString(server.port());
      assertThatThrownBy(
              () -> start("--port", port, "--without-authentication", "--caller", "arn:x"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + port + " is in use");
    }
  }

  private Process run(String... arguments) throws IOException {
    return run(List.of(), arguments);
  }

  private Process run(List<String> jvmOptions, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(directory.resolve("err").toFile()).start();
  }

  @Test
  void printsItsUrlAndStopsOnSigterm() throws Exception {
    Process program = run("--port", "0", "--without-authentication", "--caller", "arn:x");
    try (BufferedReader out = program.inputReader(UTF_8)) {
      String line = out.readLine();
      assertThat(line).matches("listening on http://127\\.0\\.0\\.1:\\d+");
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      assertThat(HttpTestClient.addJaneDoe(port).status()).isEqualTo(201);
      program.toHandle().destroy(); // SIGTERM
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(out.readLine()).isNull();
    }
    assertThat(Files.readAllLines(directory.resolve("err")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WITHOUT AUTHENTICATION"),
            line ->
                assertThat(line)
                    .matches(
                        "\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z INFO [0-9a-f-]{36} POST"
                            + " /accounts/%s/rooms/%s/memberships 201 \\d+ ms"
                                .formatted(
                                    RunningServer.ACCOUNT.value(), RunningServer.ROOM.value())
                            + " key=- account=- peer=127\\.0\\.0\\.1"));
  }

  @Test
  void logsNeitherMembersNorTokensNorNames() throws Exception {
    String room = ROOMS + "/" + RunningServer.ROOM.value();
    Process program = run("--port", "0", "--without-authentication", "--caller", "arn:x");
    try (BufferedReader out = program.inputReader(UTF_8)) {
      String line = out.readLine();
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      String body = "{\"Name\": \"secret\", \"MembershipItemList\": [{\"MemberId\": \"secret\"}]}";
      for (String request :
          List.of(
              "GET " + ROOMS + "?member-id=secret&next-token=secret",
              "POST " + room,
              "POST " + room + "/memberships?operation=batch-create&secret=secret",
              "GET " + room + "/memberships?next-token=secret",
              "POST " + room + "/memberships/secret",
              "DELETE " + room + "/memberships/secret%2F")) {
        HttpTestClient.ask(port, request, body);
      }
      program.toHandle().destroy();
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(Files.readAllLines(directory.resolve("err")))
        .filteredOn(logged -> logged.contains(" INFO "))
        .noneMatch(logged -> logged.contains("secret"))
        .extracting(
            logged -> logged.replaceFirst(".{24} INFO [0-9a-f-]{36} (.*?) \\d+ ms .*", "$1"))
        .containsExactly(
            "GET " + ROOMS + " 400",
            "POST " + room + " 200",
            "POST " + room + "/memberships 201",
            "GET " + room + "/memberships 400",
            "POST " + room + "/memberships/* 404",
            "DELETE " + room + "/memberships/* 404");
  }

  @Test
  void writesAsciiDigitsInAnyLocale() throws Exception {
    List<String> egypt = List.of("-Duser.language=ar", "-Duser.country=EG");
    Process help = run(egypt, "--help");
    assertThat(new String(help.getInputStream().readAllBytes(), UTF_8)).isASCII();
    String world = file("world", "{");
    Process wrong = run(egypt, "--without-authentication", "--caller", "x", "--world", world);
    assertThat(wrong.waitFor()).isEqualTo(2);
    assertThat(Files.readString(directory.resolve("err"))).contains("line 1").isASCII();
    Process program = run(egypt, "--port", "0", "--without-authentication", "--caller", "arn:x");
    try (BufferedReader out = program.inputReader(UTF_8)) {
      String line = out.readLine();
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      assertThat(HttpTestClient.addJaneDoe(port).status()).isEqualTo(201);
      program.toHandle().destroy();
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(Files.readString(directory.resolve("err"))).contains("/memberships 201 ").isASCII();
  }

  @Test
  void withoutAuthenticationItServesLoopbackNamesOnly() throws Exception {
    try (Server server = startUnauthenticated();
        Socket page = HttpTestClient.connect(server.port())) {
      HttpTestClient.send(
          page, "GET / HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n");
      assertThat(HttpTestClient.receive(page).status()).isEqualTo(403);
      assertThat(addJaneDoe(server).status()).isEqualTo(201);
    }
  }

  @Test
  void onSigtermItFinishesAndLogsTheRequestsInProgress() throws Exception {
    Process program =
        run(
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
      String body = HttpTestClient.body(RunningServer.JANE_DOE.value());
      try (Socket socket = HttpTestClient.connect(port)) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        String head =
            HttpTestClient.head(RunningServer.ACCOUNT.value(), RunningServer.ROOM.value(), body);
        HttpTestClient.send(socket, head + "Expect: 100-continue\r\n\r\n");
        assertThat(in.readLine()).startsWith("HTTP/1.1 100 "); // the request is in progress
        program.toHandle().destroy();
        while (HttpTestClient.accepts(port)) {
          Thread.onSpinWait();
        }
        HttpTestClient.send(socket, body);
        assertThat(in.lines()).anyMatch(received -> received.startsWith("HTTP/1.1 201 "));
      }
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(Files.readString(directory.resolve("err")))
        .containsPattern("/memberships 201 \\d+ ms")
        .doesNotContain("error");
  }

  @Test
  void anUnknownOptionEndsTheProgramWithStatus2() throws Exception {
    Process program = run("--prot", "0");
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(2);
    assertThat(Files.readString(directory.resolve("err")))
        .isEqualTo("error: unknown option --prot\nRun with --help for usage.\n");
  }

  @Test
  void printsHelp() throws Exception {
    Process program = run("--port", "--help");
    String out = new String(program.getInputStream().readAllBytes(), UTF_8);
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isZero();
    assertThat(out)
        .isEqualTo(Options.USAGE)
        .contains("--port", "--world", "--store", "--credentials", "--without-authentication");
  }
}
