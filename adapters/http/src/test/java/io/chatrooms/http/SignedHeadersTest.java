package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.RequestRate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures are verified with the values that were sent, whatever the connection saw before. */
class SignedHeadersTest {
  private static final byte[] BODY = "{\"MemberId\": \"nobody\"}".getBytes(UTF_8);

  private static final List<Map.Entry<String, List<String>>> SPELLINGS =
      List.of(
          Map.entry(
              "Host",
              List.of(
                  "MyHost.Example",
                  "myhost.example",
                  "MYHOST.example:8080",
                  "localhost:443",
                  "[::1]:8080",
                  "127.0.0.1",
                  "my-host.example.")),
          Map.entry(
              "Content-Type",
              List.of(
                  "application/json",
                  "application/json; charset=UTF-8",
                  "application/json;charset=utf-8",
                  "application/json;charset=UTF-8",
                  "application/json; charset=utf-8",
                  "Application/JSON",
                  "text/plain;charset=ISO-8859-1",
                  "text/html; charset=utf-8",
                  "application/x-amz-json-1.1",
                  "")),
          Map.entry(
              "Accept", List.of("*/*", "Application/JSON", "application/json", "text/HTML, */*")),
          Map.entry("User-Agent", List.of("Client/1", "client/1", "CLIENT/1", "client/1  Java")),
          Map.entry("Accept-Encoding", List.of("gzip", "GZIP", "gzip, deflate", "GZip,Deflate")),
          Map.entry("Cache-Control", List.of("no-cache", "No-Cache", "NO-CACHE")),
          Map.entry("Connection", List.of("keep-alive", "Keep-Alive", "KEEP-ALIVE")),
          Map.entry("X-Amz-Meta", List.of("value", "Value", "VALUE", "value  value", "\"v  v\"")));

  /** Every spelling twice, each request with a different one, and back again. */
  private static List<Map<String, String>> requests() {
    List<Map<String, String>> requests = new ArrayList<>();
    for (Map.Entry<String, List<String>> header : SPELLINGS) {
      List<String> order = new ArrayList<>(header.getValue());
      order.addAll(header.getValue());
      for (String value : order) {
        Map<String, String> headers = new HashMap<>(Map.of("Host", "localhost"));
        headers.put(header.getKey(), value);
        requests.add(headers);
        requests.add(headers);
      }
    }
    return requests;
  }

  private static RawHttp.Reply reply(RawHttp http, Map<String, String> headers) throws IOException {
    StringBuilder head = new StringBuilder("POST " + DocumentedExample.PATH + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    http.send(head + "Content-Length: " + BODY.length + "\r\n\r\n").send(BODY);
    return http.reply();
  }

  private static void allAreVerified(int port) throws IOException {
    List<String> wrong = new ArrayList<>();
    try (RawHttp http = new RawHttp(port)) {
      for (Map<String, String> headers : requests()) {
        RawHttp.Reply reply = reply(http, Signing.post(headers, Instant.now(), BODY));
        if (reply.status() != 404) {
          wrong.add(headers + " " + reply.status() + " " + reply.body());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void onOneConnectionInJetty() throws Exception {
    try (JettyHost host =
        JettyHost.start(
            RequestRate.unlimited(), servlet -> servlet.signatureV4(Signing.CREDENTIALS))) {
      allAreVerified(host.port());
    }
  }

  /** A container may treat Date as a header of its own. */
  private static void aDateAloneIsEnough(int port) throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      Map<String, String> host = Map.of("Host", "localhost");
      assertThat(reply(http, Signing.postWithDate(host, Instant.now(), BODY)).status())
          .isEqualTo(404);
      Map<String, String> altered = Signing.postWithDate(host, Instant.now(), BODY);
      altered.put("date", "Mon, 02 Dec 2019 22:36:41 GMT");
      assertThat(reply(http, altered).status()).isEqualTo(401);
    }
  }

  @Test
  void withADateAlone() throws Exception {
    try (JettyHost host =
        JettyHost.start(
            RequestRate.unlimited(), servlet -> servlet.signatureV4(Signing.CREDENTIALS))) {
      aDateAloneIsEnough(host.port());
    }
    try (TomcatHost host = TomcatHost.start(servlet -> servlet.signatureV4(Signing.CREDENTIALS))) {
      aDateAloneIsEnough(host.port());
    }
  }

  /** The host is in a pseudo-header there. */
  private static void allAreVerifiedOverHttp2(int port) throws Exception {
    List<String> wrong = new ArrayList<>();
    try (Http2 http = new Http2(port)) {
      for (Map<String, String> headers : requests()) {
        if (headers.containsKey("Connection")) {
          continue; // HTTP/2 forbids it
        }
        Map<String, String> sent = Signing.post(headers, Instant.now(), BODY);
        String host = headers.getOrDefault("Host", "");
        sent.remove("Host");
        Http2.Reply reply = http.post(host, DocumentedExample.PATH, sent, BODY);
        if (reply.status() != 404) {
          wrong.add(headers + " " + reply.status() + " " + reply.body());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void overHttp2InJetty() throws Exception {
    try (JettyHost host =
        JettyHost.start(
            RequestRate.unlimited(), servlet -> servlet.signatureV4(Signing.CREDENTIALS))) {
      allAreVerifiedOverHttp2(host.port());
    }
  }

  @Test
  void overHttp2InTomcat() throws Exception {
    try (TomcatHost host = TomcatHost.start(servlet -> servlet.signatureV4(Signing.CREDENTIALS))) {
      allAreVerifiedOverHttp2(host.port());
    }
  }

  @Test
  void onOneConnectionInTomcat() throws Exception {
    try (TomcatHost host = TomcatHost.start(servlet -> servlet.signatureV4(Signing.CREDENTIALS))) {
      allAreVerified(host.port());
    }
  }
}
