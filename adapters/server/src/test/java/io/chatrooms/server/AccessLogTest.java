package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of the access key that a request names, before its signature is verified. */
class AccessLogTest {
  private static final String SCOPE = "/20261127/us-east-1/chime/aws4_request";

  @TempDir private Path directory;

  @Test
  void aKnownAccessKeyIsLoggedWhereverItStands() throws Exception {
    Path credentials =
        Files.writeString(
            directory.resolve("credentials"),
            """
            [{"AccessKeyId": "AKID", "SecretAccessKey": "secret", "AccountId": "a",
              "CallerKind": "AccountAdministrator", "CallerId": "jane"}]""");
    try (Program program =
        Program.startWith(
            directory,
            List.of(),
            List.of(),
            Map.of(),
            List.of("--port", "0", "--credentials", credentials.toString()))) {
      int port = program.port();
      isUnauthorized(port, "/accounts/header/rooms/r/memberships", "AKID");
      isUnauthorized(port, "/accounts/unknown/rooms/r/memberships", "other");
      isUnauthorized(port, inQuery("query", "AKID" + SCOPE), "");
      isUnauthorized(port, inQuery("encoded", ("AKID" + SCOPE).replace("/", "%2F")), "");

      program.awaitErr("/accounts/unknown/rooms/r/memberships 401");
      assertThat(lineOf(program, "unknown")).contains(" key=- account=- ");
      for (String account : List.of("header", "query", "encoded")) {
        program.awaitErr("/accounts/" + account + "/rooms/r/memberships 401");
        assertThat(lineOf(program, account)).contains(" key=AKID account=- ");
      }
    }
  }

  private static String inQuery(String account, String credential) {
    return "/accounts/"
        + account
        + "/rooms/r/memberships?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
        + credential
        + "&X-Amz-Signature=0";
  }

  private static String lineOf(Program program, String account) throws IOException {
    return program
        .err()
        .lines()
        .filter(line -> line.contains("/" + account + "/"))
        .findFirst()
        .orElse("");
  }

  private static void isUnauthorized(int port, String path, String key) throws IOException {
    String authorization =
        key.isEmpty() ? "" : "Authorization: AWS4-HMAC-SHA256 Credential=" + key + SCOPE + "\r\n";
    try (Socket socket = HttpTestClient.connect(port)) {
      HttpTestClient.send(
          socket,
          "POST "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + authorization
              + "Content-Length: 0\r\n\r\n");
      assertThat(HttpTestClient.receive(socket).status()).isEqualTo(401);
    }
  }
}
