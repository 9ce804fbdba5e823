package io.chatrooms.http.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line. */
class OptionsTest {
  private static Options parse(String line) throws MistakeException {
    return Options.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
  }

  @Test
  void allOfThem() throws MistakeException {
    Options options = parse("--port 0 --world w.json --store jdbc:h2:mem:x --credentials c.json");
    assertThat(options.port()).isZero();
    assertThat(options.world()).contains(Path.of("w.json"));
    assertThat(options.store()).contains("jdbc:h2:mem:x");
    assertThat(options.credentials()).contains(Path.of("c.json"));
    assertThat(options.toString()).doesNotContain("jdbc");
  }

  @Test
  void theFewest() throws MistakeException {
    Options options = parse("--without-authentication --caller arn:x");
    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.caller()).contains("arn:x");
    assertThat(options.world()).isEmpty();
    assertThat(options.store()).isEmpty();
    assertThat(options.credentials()).isEmpty();
  }

  @Test
  void everyPortIsAPort() throws MistakeException {
    assertThat(parse("--port 65535 --credentials c.json").port()).isEqualTo(65_535);
    assertThat(parse("--port 1 --credentials c.json").port()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', who may ask?",
    "--port 80, who may ask?",
    "--without-authentication, go together",
    "--credentials c --caller x, go together",
    "--credentials c --without-authentication --caller x, not both",
    "--credentials, has no value",
    "--credentials --port, has no value",
    "--port 1 --port 2 --credentials c, given twice",
    "--port 65536 --credentials c, from 0 to 65535",
    "--port -1 --credentials c, from 0 to 65535",
    "--port http --credentials c, from 0 to 65535",
    "--verbose, there is no option --verbose",
    "8080, there is no option 8080"
  })
  void aSlipIsTold(String line, String told) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining(told);
  }
}
