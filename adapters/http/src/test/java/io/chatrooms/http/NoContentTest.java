package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.http.RawHttp.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An answer without a body, in both containers and both versions of HTTP. */
class NoContentTest {
  private static final String MEMBERSHIP =
      DocumentedExample.PATH + "/" + DocumentedExample.JANE_DOE.value();
  private static final byte[] JANE_DOE =
      "{\"MemberId\": \"%s\"}".formatted(DocumentedExample.JANE_DOE.value()).getBytes(UTF_8);
  private static final byte[] NOTHING = {};

  @Test
  void inJetty() throws Exception {
    try (JettyHost host = JettyHost.start()) {
      hasNoBody(host.port());
    }
  }

  @Test
  void inTomcat() throws Exception {
    try (TomcatHost host =
        TomcatHost.start(
            servlet ->
                servlet.authenticatedBy((request, account) -> DocumentedExample.ALEJANDRO))) {
      hasNoBody(host.port());
    }
  }

  private static void hasNoBody(int port) throws Exception {
    try (RawHttp http = new RawHttp(port)) {
      assertThat(http.request("POST " + DocumentedExample.PATH, JANE_DOE).reply().status())
          .isEqualTo(201);
      Reply deleted = http.request("DELETE " + MEMBERSHIP, NOTHING).reply();
      assertThat(deleted.status()).isEqualTo(204);
      assertThat(deleted.headers())
          .containsKeys("x-amzn-requestid", "date")
          .doesNotContainKeys("content-length", "content-type", "transfer-encoding");
      assertThat(http.request("GET " + DocumentedExample.PATH, NOTHING).reply().body())
          .as("the next answer on the connection")
          .isEqualTo("{\"RoomMemberships\":[]}");
    }
    try (Http2 http = new Http2(port)) {
      Map<String, String> none = Map.of();
      assertThat(http.post("localhost", DocumentedExample.PATH, none, JANE_DOE).status())
          .isEqualTo(201);
      assertThat(http.send("DELETE", "localhost", MEMBERSHIP, none, NOTHING))
          .isEqualTo(new Http2.Reply(204, ""));
    }
  }
}
