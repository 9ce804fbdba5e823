package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static Options parse(String line) throws ConfigurationException {
    return Options.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)), Map.of());
  }

  @Test
  void parsesAllOptions() throws ConfigurationException {
    Options options = parse("--port 0 --world w.json --store jdbc:h2:mem:x --credentials c.json");
    assertThat(options.port()).isZero();
    assertThat(options.world()).contains(Path.of("w.json"));
    assertThat(options.store()).contains("jdbc:h2:mem:x");
    assertThat(options.credentials()).contains(Path.of("c.json"));
    assertThat(options.toString()).doesNotContain("jdbc");
  }

  @Test
  void hasDefaults() throws ConfigurationException {
    Options options = parse("--without-authentication --caller arn:x");
    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.caller()).contains("arn:x");
    assertThat(options.world()).isEmpty();
    assertThat(options.store()).isEmpty();
    assertThat(options.credentials()).isEmpty();
  }

  @Test
  void acceptsTheWholeRangeOfPorts() throws ConfigurationException {
    assertThat(parse("--port 65535 --credentials c.json").port()).isEqualTo(65_535);
    assertThat(parse("--port 1 --credentials c.json").port()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', give either --credentials",
    "--port 80, give either --credentials",
    "--without-authentication, must be given together",
    "--credentials c --caller x, must be given together",
    "--credentials c --without-authentication --caller x, give either --credentials",
    "--credentials, requires a value",
    "--credentials --port, requires a value",
    "--port 1 --port 2 --credentials c, given twice",
    "--port 65536 --credentials c, from 0 to 65535",
    "--port -1 --credentials c, from 0 to 65535",
    "--port http --credentials c, from 0 to 65535",
    "--verbose, unknown option --verbose",
    "8080, unknown option 8080"
  })
  void rejectsInvalidOptions(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
