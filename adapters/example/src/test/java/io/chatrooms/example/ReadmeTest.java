package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The READMEs show what is compiled and run here, and name what exists. */
final class ReadmeTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path README = ROOT.resolve("README.md");
  private static final Path OF_CORE = ROOT.resolve("core/README.md");
  private static final Path OF_JDBC = ROOT.resolve("adapters/jdbc/README.md");
  private static final Path OF_TESTKIT = ROOT.resolve("adapters/testkit/README.md");

  private static final Pattern CHANGELOG =
      Pattern.compile("```yaml\\R(?<code>.*?)```", Pattern.DOTALL);
  private static final Pattern EMBEDDING = code("Embedding");
  private static final Pattern H2_ON_DISK = code("H2OnDisk");
  private static final Pattern HOST_PROPERTIES = code("HostProperties");

  private static final Pattern TEAM = code("Team");

  private static final Pattern RUN_IT = section("Run it");
  private static final Pattern TEST_IT = section("Test it");

  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|Properties|Contract))`");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

  /** A block without a language. */
  private static final Pattern COMMAND =
      Pattern.compile("^```\\R(?<code>[^`]*)\\R```$", Pattern.MULTILINE);

  private static final Pattern REQUESTS = Pattern.compile("```json\\R(?<code>\\{\"Action[^`]*)```");

  @Test
  void theFirstReadmeTakesFiveMinutes() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void theEmbeddingIsShownToTheLetter() throws IOException {
    String source = Files.readString(Path.of("src/main/java/io/chatrooms/example/Embedding.java"));

    assertThat(only(EMBEDDING, "code", README))
        .isEqualTo(source.replaceFirst("^package io\\.chatrooms\\.example;\\R\\R", ""));
  }

  @Test
  void batchesAndPagesAreShownToTheLetter() throws IOException {
    String source = Files.readString(Path.of("src/main/java/io/chatrooms/example/Team.java"));

    assertThat(only(TEAM, "code", OF_CORE))
        .isEqualTo(source.substring(source.indexOf("/** The members of a room")));
  }

  @Test
  void aHostsPropertyTestsAreShownToTheLetter() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/chatrooms/example/HostProperties.java"));

    assertThat(only(HOST_PROPERTIES, "code", OF_TESTKIT))
        .isEqualTo(source.substring(source.indexOf("class HostProperties")));
  }

  @Test
  void aDurableStoreIsShownToTheLetter() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/chatrooms/example/H2OnDisk.java"));

    assertThat(only(H2_ON_DISK, "code", OF_JDBC))
        .isEqualTo(source.replaceFirst("^package io\\.chatrooms\\.example;\\R\\R", ""));
  }

  @Test
  void aChangelogIsShownToTheLetter() throws IOException {
    assertThat(only(CHANGELOG, "code", OF_JDBC))
        .isEqualTo(Files.readString(Path.of("../jdbc/src/test/resources/changelog.yaml")));
  }

  @Test
  void oneCommandRunsIt() throws IOException {
    assertThat(only(COMMAND, "code", only(RUN_IT, "section", README), README))
        .isEqualTo("mvn -q -pl adapters/example -am compile exec:java");
  }

  @Test
  void theSampleRequestsSucceed() throws IOException {
    Output output = new Output();

    assertThat(new RequestLines(output.stream()).run(Output.input(only(REQUESTS, "code", README))))
        .isTrue();
    assertThat(output.lines())
        .hasSize(3)
        .allMatch(line -> line.matches("\\d (Created|Listed) .*"))
        .last()
        .asString()
        .contains("administrator@example.com", "free-user@example.com");
  }

  @Test
  void oneCommandTestsIt() throws IOException {
    assertThat(only(COMMAND, "code", only(TEST_IT, "section", README), README))
        .isEqualTo("mvn verify");
  }

  @ParameterizedTest
  @MethodSource("readmes")
  void linksAndNamesOfTestsAreRight(Path readme) throws IOException {
    String text = Files.readString(readme);
    assertThat(NAMED_TEST.matcher(text).results().map(found -> found.group(1)))
        .isSubsetOf(classes());
    assertThat(
            LINK.matcher(text)
                .results()
                .map(found -> readme.resolveSibling(found.group(1)).normalize()))
        .allMatch(Files::exists);
  }

  static Stream<Path> readmes() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT.resolve("adapters"))) {
      List<Path> readmes =
          Stream.concat(Stream.of(ROOT, ROOT.resolve("core")), modules)
              .map(folder -> folder.resolve("README.md"))
              .filter(Files::exists)
              .toList();
      assertThat(readmes).hasSizeGreaterThan(2);
      return readmes.stream();
    }
  }

  private static Set<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }

  private static Pattern code(String file) {
    return Pattern.compile(
        "<!-- " + file + "\\.java -->\\s*```java\\R(?<code>.*?)```", Pattern.DOTALL);
  }

  private static Pattern section(String title) {
    return Pattern.compile(
        "^## " + title + "$(?<section>.*?)(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
  }

  private static String only(Pattern pattern, String group, Path readme) throws IOException {
    return only(pattern, group, Files.readString(readme), readme);
  }

  private static String only(Pattern pattern, String group, String text, Path readme) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s contains %s", readme, pattern).isTrue();
    String found = matcher.group(group);
    assertThat(matcher.find()).as("%s contains %s again", readme, pattern).isFalse();
    return found;
  }
}
