package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerErrorTest {
  @ParameterizedTest
  @CsvSource({
    "400, 400, BadRequest",
    "404, 404, UnknownOperation",
    "414, 414, BadRequest",
    "431, 431, BadRequest",
    "500, 500, ServiceFailure",
    "501, 400, BadRequest",
    "503, 503, ServiceUnavailable",
    "505, 400, BadRequest"
  })
  void hasTheTypeAndCodeOfTheStatus(int containerStatus, int status, String code) {
    ContainerError error = ContainerError.log(containerStatus, new IllegalStateException("secret"));
    assertThat(error.status()).isEqualTo(status);
    assertThat(error.headers())
        .containsOnlyKeys("Content-Type", "x-amzn-ErrorType", "x-amzn-RequestId")
        .containsEntry("Content-Type", "application/json")
        .containsEntry("x-amzn-ErrorType", code + "Exception");
    assertThat(new String(error.body(), UTF_8))
        .startsWith("{\"Code\":\"" + code + "\",\"Message\":\"")
        .doesNotContain("secret");
  }
}
