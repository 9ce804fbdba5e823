package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled and run here. */
final class ReadmeTest {
  private static final Pattern CHANGELOG =
      Pattern.compile("```yaml\\R(?<code>.*?)```", Pattern.DOTALL);
  private static final Pattern EMBEDDING = code("Embedding");
  private static final Pattern H2_ON_DISK = code("H2OnDisk");
  private static final Pattern HOST_PROPERTIES = code("HostProperties");

  private static final Pattern RUN_IT = section("Run it");
  private static final Pattern TEST_IT = section("Test it");
  private static final Pattern RULE = Pattern.compile("^\\| CRM-.*$", Pattern.MULTILINE);

  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|Properties|Contract))`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

  private static final Pattern BLOCK =
      Pattern.compile("^```\\w*\\R(?<code>.*?)\\R```$", Pattern.DOTALL | Pattern.MULTILINE);

  @Test
  void showsTheEmbeddingToTheLetter() throws IOException {
    String source = Files.readString(Path.of("src/main/java/io/chatrooms/example/Embedding.java"));

    assertThat(only(EMBEDDING, "code", readme()))
        .isEqualTo(source.replaceFirst("^package io\\.chatrooms\\.example;\\R\\R", ""));
  }

  @Test
  void showsAHostsPropertyTestsToTheLetter() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/chatrooms/example/HostProperties.java"));

    assertThat(only(HOST_PROPERTIES, "code", readme()))
        .isEqualTo(source.substring(source.indexOf("class HostProperties")));
  }

  @Test
  void showsADurableStoreToTheLetter() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/chatrooms/example/H2OnDisk.java"));

    assertThat(only(H2_ON_DISK, "code", readme()))
        .isEqualTo(source.replaceFirst("^package io\\.chatrooms\\.example;\\R\\R", ""));
  }

  @Test
  void showsAChangelogToTheLetter() throws IOException {
    assertThat(only(CHANGELOG, "code", readme()))
        .isEqualTo(Files.readString(Path.of("../jdbc/src/test/resources/changelog.yaml")));
  }

  @Test
  void runsItWithOneCommand() throws IOException {
    assertThat(only(BLOCK, "code", only(RUN_IT, "section", readme())))
        .isEqualTo("mvn -q -pl adapters/example -am compile exec:java");
  }

  @Test
  void testsItWithOneCommand() throws IOException {
    assertThat(only(BLOCK, "code", only(TEST_IT, "section", readme()))).isEqualTo("mvn verify");
  }

  @Test
  void listsTheRulesInTheirOrderAndWords() throws IOException {
    assertThat(RULE.matcher(readme()).results().map(MatchResult::group))
        .containsExactlyElementsOf(
            Arrays.stream(Rule.values())
                .map(
                    rule ->
                        "| %s | %s | %s | %s |"
                            .formatted(
                                rule, rule.when(), rule.outcome().getSimpleName(), rule.source()))
                .toList());
  }

  private static Pattern code(String file) {
    return Pattern.compile(
        "<!-- " + file + "\\.java -->\\s*```java\\R(?<code>.*?)```", Pattern.DOTALL);
  }

  private static Pattern section(String title) {
    return Pattern.compile(
        "^## " + title + "$(?<section>.*?)(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
  }

  @Test
  void namesTestsAndFilesThatExist() throws IOException {
    Path root = Path.of("../..");
    Set<String> classes;
    try (Stream<Path> files = Files.walk(root)) {
      classes =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    assertThat(NAMED_TEST.matcher(readme()).results().map(found -> found.group(1)))
        .isNotEmpty()
        .isSubsetOf(classes);
    assertThat(LINK.matcher(readme()).results().map(found -> root.resolve(found.group(1))))
        .isNotEmpty()
        .allMatch(Files::exists);
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("../../README.md"));
  }

  private static String only(Pattern pattern, String group, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("README.md holds %s", pattern).isTrue();
    String found = matcher.group(group);
    assertThat(matcher.find()).as("README.md holds %s again", pattern).isFalse();
    return found;
  }
}
