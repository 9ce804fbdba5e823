package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.RequestRate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** URLs signed by the AWS SDK's own signer are served until they expire. */
class PresignedTest {
  private static final String BODY = "{\"MemberId\": \"nobody\"}";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static URI presigned(int port, Duration validity, AwsCredentialsIdentity identity) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:" + port + DocumentedExample.PATH))
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            signing ->
                signing
                    .identity(identity)
                    .request(request)
                    .payload(ContentStreamProvider.fromUtf8String(BODY))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "chime")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, validity)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
        .request()
        .getUri();
  }

  private static int post(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(BODY)).build(),
            HttpResponse.BodyHandlers.ofString(UTF_8))
        .statusCode();
  }

  @ParameterizedTest
  @CsvSource({
    "PT15M, PT0S, 404",
    "PT15M, PT15M, 404",
    "PT15M, PT15M1S, 401",
    "PT1S, PT0S, 404",
    "P7D, P7D, 404",
    "P7D, P7DT1S, 401",
    "PT15M, -PT5M, 404",
    "PT15M, -PT5M1S, 401"
  })
  void isServedUntilItExpires(Duration validity, Duration age, int status) throws Exception {
    AwsCredentialsIdentity identity = AwsCredentialsIdentity.create(Signing.KEY, Signing.SECRET);
    try (JettyHost host =
        JettyHost.start(
            RequestRate.unlimited(),
            servlet -> servlet.signatureV4(Signing.CREDENTIALS).clock(() -> NOW.plus(age)))) {
      assertThat(post(presigned(host.port(), validity, identity))).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({"the/session+token==, 404", "another, 401"})
  void aSessionTokenIsInTheQueryToo(String token, int status) throws Exception {
    Credential credential =
        new Credential(
            Signing.SECRET, Optional.of("the/session+token=="), DocumentedExample.ALEJANDRO);
    try (TomcatHost host =
        TomcatHost.start(
            servlet -> servlet.signatureV4(key -> Optional.of(credential)).clock(() -> NOW))) {
      AwsCredentialsIdentity identity =
          AwsSessionCredentialsIdentity.create(Signing.KEY, Signing.SECRET, token);
      assertThat(post(presigned(host.port(), Duration.ofMinutes(1), identity))).isEqualTo(status);
    }
  }
}
