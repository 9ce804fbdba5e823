package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
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
  void readsEveryOptionFromTheEnvironmentToo() throws ConfigurationException {
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry("CHATROOMS_LISTEN", "::1"),
            Map.entry("CHATROOMS_PORT", "1"),
            Map.entry("CHATROOMS_WORLD", "w"),
            Map.entry("CHATROOMS_STORE", "s"),
            Map.entry("CHATROOMS_PASSWORD_FILE", "p"),
            Map.entry("CHATROOMS_POOL_SIZE", "2"),
            Map.entry("CHATROOMS_WITHOUT_AUTHENTICATION", "true"),
            Map.entry("CHATROOMS_CALLER", "c"),
            Map.entry("CHATROOMS_CREDENTIALS", ""),
            Map.entry("CHATROOMS_RATE", "3"),
            Map.entry("CHATROOMS_MAX_CONNECTIONS", "4"),
            Map.entry("CHATROOMS_ADMIN_PORT", "5"),
            Map.entry("CHATROOMS_ADMIN_LISTEN", "0.0.0.0"),
            Map.entry("CHATROOMS_VERIFY", "false"),
            Map.entry("CHATROOMS_REPAIR", ""));
    assertThat(environment)
        .containsOnlyKeys(Stream.of(Option.values()).map(Option::variable).toList());
    assertThat(Options.parse(List.of("--pool-size", "9"), environment))
        .isEqualTo(
            new Options(
                Options.Task.SERVE,
                "::1",
                1,
                Optional.of(Path.of("w")),
                Optional.of("s"),
                Optional.of(Path.of("p")),
                9,
                Optional.empty(),
                Optional.of("c"),
                OptionalInt.of(3),
                OptionalInt.of(4),
                OptionalInt.of(5),
                "0.0.0.0"));
  }

  @Test
  void anErrorNamesTheVariable() {
    assertThatThrownBy(
            () ->
                Options.parse(
                    List.of("--credentials", "c"), Map.of("CHATROOMS_POOL_SIZE", "tcp://x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("CHATROOMS_POOL_SIZE must be a number from 1 to 1000");
    assertThatThrownBy(
            () -> Options.parse(List.of(), Map.of("CHATROOMS_WITHOUT_AUTHENTICATION", "yes")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("CHATROOMS_WITHOUT_AUTHENTICATION must be true or false");
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

  @Test
  void countsAreCheckedInTheEnvironmentOfTheServer() throws ConfigurationException {
    Map<String, String> environment =
        Map.of(
            "CHATROOMS_PORT", "tcp://a-service-of-kubernetes",
            "CHATROOMS_CREDENTIALS", "c",
            "CHATROOMS_STORE", "s",
            "CHATROOMS_PASSWORD_FILE", "p");
    Options options = Options.parse(List.of("--repair"), environment);
    assertThat(options.task()).isEqualTo(Options.Task.REPAIR);
    assertThat(options.store()).contains("s");
    assertThat(options.passwordFile()).contains(Path.of("p"));
    assertThat(options.credentials()).isEmpty();
    assertThat(
            Options.parse(List.of(), Map.of("CHATROOMS_VERIFY", "true", "CHATROOMS_STORE", "s"))
                .task())
        .isEqualTo(Options.Task.VERIFY);
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
    "--pool-size 0 --credentials c, from 1 to 1000",
    "--rate 0 --credentials c, from 1 to 100000",
    "--max-connections 0 --credentials c, from 1 to 1000000",
    "--max-connections 99999999999 --credentials c, from 1 to 1000000",
    "--admin-port 70000 --credentials c, from 0 to 65535",
    "--password-file p --credentials c, requires --store",
    "--admin-listen ::1 --credentials c, requires --admin-port",
    "--verify, --verify requires --store",
    "--repair, --repair requires --store",
    "--verify --repair --store s, must not be given together",
    "--verify --store s --port 1, --port must not be given with --verify",
    "--repair --store s --credentials c, --credentials must not be given with --repair",
    "--verify --store s --pool-size 1, --pool-size must not be given with --verify",
    "--verbose, unknown option --verbose",
    "8080, unknown option 8080"
  })
  void rejectsInvalidOptions(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
