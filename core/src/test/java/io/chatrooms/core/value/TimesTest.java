package io.chatrooms.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-04T05:06:07.008Z,           2026-03-04T05:06:07.008Z",
    "2026-03-04T05:06:07.008999999Z,     2026-03-04T05:06:07.008Z",
    "1970-01-01T00:00:00.000000001Z,     1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999999999Z,     1969-12-31T23:59:59.999Z",
    "1969-12-31T23:59:59.000999999Z,     1969-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z,               0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00.000000001Z,     0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z,     9999-12-31T23:59:59.999Z"
  })
  void aTimeIsTruncatedToItsMillisecond(Instant time, Instant truncated) {
    assertThat(Times.truncate(time)).isEqualTo(truncated);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z"})
  void aTimeOutsideTheYears1To9999IsRefused(Instant time) {
    assertThatIllegalArgumentException().isThrownBy(() -> Times.truncate(time));
  }

  @Test
  void theFirstAndTheLastInstantAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Times.truncate(Instant.MIN));
    assertThatIllegalArgumentException().isThrownBy(() -> Times.truncate(Instant.MAX));
  }
}
