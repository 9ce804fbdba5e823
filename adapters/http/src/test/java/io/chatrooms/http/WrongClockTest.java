package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatrooms.core.action.RequestRate;
import io.chatrooms.http.RawHttp.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.chime.ChimeClient;
import software.amazon.awssdk.services.chime.model.CreateRoomMembershipResponse;
import software.amazon.awssdk.services.chime.model.UnauthorizedClientException;

/** Clients whose clock is wrong correct it by the answer, and are served at the second attempt. */
class WrongClockTest {
  private static final byte[] BODY = "{\"MemberId\": \"nobody\"}".getBytes(UTF_8);

  private final AtomicInteger attempts = new AtomicInteger();

  private Credentials counted() {
    return key -> {
      attempts.incrementAndGet();
      return Signing.CREDENTIALS.find(key);
    };
  }

  /** The clock of the servlet and that of the clients differ by this much. */
  private UnaryOperator<ChimeServlet.Builder> ahead(Duration skew) {
    return servlet -> servlet.signatureV4(counted()).clock(() -> Instant.now().plus(skew));
  }

  private static CreateRoomMembershipResponse addJaneDoe(int port, String secret) {
    try (ChimeClient client =
        ChimeClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(Signing.KEY, secret)))
            .build()) {
      return client.createRoomMembership(
          request ->
              request
                  .accountId(DocumentedExample.ACCOUNT.value())
                  .roomId(DocumentedExample.ROOM.value())
                  .memberId(DocumentedExample.JANE_DOE.value()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT6M", "PT301S", "-PT1H", "PT1H", "-P365D", "P365D"})
  void theSdkIsServedAtTheSecondAttemptInJetty(Duration skew) throws Exception {
    try (JettyHost host = JettyHost.start(RequestRate.unlimited(), ahead(skew))) {
      assertThat(addJaneDoe(host.port(), Signing.SECRET).sdkHttpResponse().statusCode())
          .isEqualTo(201);
    }
    assertThat(attempts).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1H", "PT1H"})
  void theSdkIsServedAtTheSecondAttemptInTomcat(Duration skew) throws Exception {
    try (TomcatHost host = TomcatHost.start(ahead(skew))) {
      assertThat(addJaneDoe(host.port(), Signing.SECRET).sdkHttpResponse().statusCode())
          .isEqualTo(201);
    }
    assertThat(attempts).hasValue(2);
  }

  @Test
  void aWrongSecretIsUnauthorizedWhateverTheClock() throws Exception {
    try (JettyHost host = JettyHost.start(RequestRate.unlimited(), ahead(Duration.ofHours(1)))) {
      assertThat(
              catchThrowableOfType(
                  UnauthorizedClientException.class, () -> addJaneDoe(host.port(), "another")))
          .isNotNull();
    }
  }

  private static Reply post(JettyHost host, Instant date) throws Exception {
    Map<String, String> headers = Signing.post(Map.of("Host", "localhost"), date, BODY);
    try (RawHttp http = new RawHttp(host.port())) {
      return http.request(
              "POST " + DocumentedExample.PATH,
              BODY,
              "x-amz-date: " + headers.get("x-amz-date"),
              "authorization: " + headers.get("authorization"))
          .reply();
    }
  }

  /** Clients take the time from refusals and from successes alike. */
  @Test
  void everyAnswerHasTheDateOfTheClock() throws Exception {
    Instant now = Instant.parse("2019-12-02T22:36:41.969Z");
    try (JettyHost host =
        JettyHost.start(
            RequestRate.unlimited(),
            servlet -> servlet.signatureV4(Signing.CREDENTIALS).clock(() -> now))) {
      Reply skewed = post(host, Instant.now());
      assertThat(skewed.status()).isEqualTo(403);
      assertThat(skewed.type()).isEqualTo("RequestTimeTooSkewed");
      assertThat(skewed.body()).contains("\"Code\":\"RequestTimeTooSkewed\"", "20191202T223641Z");
      Reply served = post(host, now);
      assertThat(served.status()).isEqualTo(404);
      for (Reply reply : new Reply[] {skewed, served}) {
        assertThat(reply.headers()).containsEntry("date", "Mon, 02 Dec 2019 22:36:41 GMT");
      }
    }
  }
}
