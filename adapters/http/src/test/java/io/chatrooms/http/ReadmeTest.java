package io.chatrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the module's README against the code. */
class ReadmeTest {
  /** The snippet imports the library's types, because it is in another package than the test. */
  @Test
  void theMountingSnippetIsTheTestedCode() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/chatrooms/http/Mounting.java"));
    Matcher snippet =
        Pattern.compile("<!-- Mounting.java -->\\R```java\\R(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(snippet.find()).as("README.md has the snippet Mounting.java").isTrue();
    assertThat(snippet.group(1).replaceAll("import io\\.chatrooms\\.http\\.\\w+;\\R", ""))
        .isEqualTo(source.replaceFirst("^package io\\.chatrooms\\.http;\\R\\R", ""));
  }
}
