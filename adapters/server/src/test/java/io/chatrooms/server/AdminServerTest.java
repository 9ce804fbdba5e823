package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.server.HttpTestClient.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Health, readiness and figures, and a rate. */
class AdminServerTest {
  static Answer get(int port, String path) throws IOException {
    try (Socket socket = HttpTestClient.connect(port)) {
      HttpTestClient.send(
          socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return HttpTestClient.receive(socket);
    }
  }

  static Server start(String... more) throws ConfigurationException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--port",
                "0",
                "--admin-port",
                "0",
                "--without-authentication",
                "--caller",
                RunningServer.ALEJANDRO));
    options.addAll(Arrays.asList(more));
    Server server =
        new Server(
            Options.parse(options, Map.of()),
            Clock.systemUTC(),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    server.start();
    return server;
  }

  @Test
  void showsHealthReadinessAndFigures() throws Exception {
    try (Server server = start("--rate", "2")) {
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isEqualTo(201);
      assertThat(HttpTestClient.addJaneDoe(server.port()).status()).isEqualTo(409);
      assertThat(get(server.port(), "/unknown").status()).isEqualTo(404);
      int admin = server.adminPort();
      assertThat(get(admin, "/health").status()).isEqualTo(200);
      assertThat(get(admin, "/ready").status()).isEqualTo(200);
      assertThat(get(admin, "/").status()).isEqualTo(404);
      Answer figures = get(admin, "/metrics");
      assertThat(figures.head()).containsIgnoringCase("Content-Type: text/plain; version=0.0.4");
      assertThat(figures.body())
          .containsPattern(
              "chatrooms_actions_seconds_count\\{action=\"CreateRoomMembership\","
                  + "outcome=\"Success\",rule=\"\\w+-\\d+\"} 1")
          .containsPattern(
              "chatrooms_actions_seconds_count\\{action=\"CreateRoomMembership\","
                  + "outcome=\"Conflict\",rule=\"\\w+-\\d+\"} 1")
          .contains("chatrooms_http_requests_seconds_count{status=\"404\"} 1")
          .contains("chatrooms_connections ", "jvm_memory_used_bytes{area=\"heap\"")
          .doesNotContain(RunningServer.ACCOUNT.value(), RunningServer.JANE_DOE.value());
    }
  }

  /** The rate counts all actions together; the figures tell them apart. */
  @Test
  void everyActionCountsAndIsShown() throws Exception {
    String rooms = "/accounts/" + RunningServer.ACCOUNT.value() + "/rooms";
    String room = rooms + "/" + RunningServer.ROOM.value();
    String membership = room + "/memberships/" + RunningServer.JANE_DOE.value();
    String batch =
        "{\"MembershipItemList\": [{\"MemberId\": \"" + RunningServer.JANE_DOE.value() + "\"}]}";
    List<List<String>> requests =
        List.of(
            List.of("CreateRoom", "POST " + rooms, "{\"Name\": \"Launch\"}"),
            List.of(
                "BatchCreateRoomMembership",
                "POST " + room + "/memberships?operation=batch-create",
                batch),
            List.of("UpdateRoomMembership", "POST " + membership, "{\"Role\": \"Administrator\"}"),
            List.of("ListRoomMemberships", "GET " + room + "/memberships", ""),
            List.of("DeleteRoomMembership", "DELETE " + membership, ""),
            List.of("GetRoom", "GET " + room, ""),
            List.of("UpdateRoom", "POST " + room, "{\"Name\": \"Landing\"}"),
            List.of("ListRooms", "GET " + rooms + "?max-results=1", ""),
            List.of("DeleteRoom", "DELETE " + room, ""));
    try (Server server = start("--rate", "100")) {
      for (List<String> request : requests) {
        assertThat(HttpTestClient.ask(server.port(), request.get(1), request.get(2)).status())
            .as(request.get(0))
            .isBetween(200, 204);
      }
      String figures = get(server.adminPort(), "/metrics").body();
      for (List<String> request : requests) {
        assertThat(figures)
            .containsPattern(
                "chatrooms_actions_seconds_count\\{action=\"%s\",outcome=\"Success\",rule=\"\\w+-\\d+\"} 1"
                    .formatted(request.get(0)));
      }
    }
    try (Server server = start("--rate", "1")) {
      List<Integer> statuses = new ArrayList<>();
      while (!statuses.contains(429)) {
        for (String read : List.of("GET " + rooms, "GET " + room)) {
          statuses.add(HttpTestClient.ask(server.port(), read, "").status());
        }
      }
      assertThat(statuses.get(0)).isEqualTo(200);
    }
  }

  @Test
  void aCallerBeyondTheRateIsThrottled() throws Exception {
    try (Server server = start("--rate", "1")) {
      List<Integer> statuses = new ArrayList<>();
      while (!statuses.contains(429)) {
        statuses.add(HttpTestClient.addJaneDoe(server.port()).status());
      }
      assertThat(statuses.get(0)).isEqualTo(201);
    }
  }

  @Test
  void withoutItsDatabaseItIsHealthyAndNotReady() throws Exception {
    EmbeddedPostgres database = EmbeddedPostgres.start();
    try (Server server = start("--store", database.getJdbcUrl("postgres", "postgres"))) {
      assertThat(get(server.adminPort(), "/ready").status()).isEqualTo(200);
      assertThat(get(server.adminPort(), "/metrics").body())
          .contains("hikaricp_connections_max{pool=\"store\"} 17.0");
      database.close();
      assertThat(get(server.adminPort(), "/ready").status()).isEqualTo(503);
      assertThat(get(server.adminPort(), "/health").status()).isEqualTo(200);
    } finally {
      database.close();
    }
  }
}
