package io.chatrooms.http.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.http.standalone.RawHttp.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the README tells of the server. */
class ReadmeTest {
  private static String section() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    int begin = readme.indexOf("\n## Serve it\n");
    return readme.substring(begin, readme.indexOf("\n## ", begin + 1));
  }

  private static String block(String beginning) throws IOException {
    Matcher block =
        Pattern.compile("```\\w*\\R(" + Pattern.quote(beginning) + ".*?)```", Pattern.DOTALL)
            .matcher(section());
    assertThat(block.find()).as("a block that begins with %s", beginning).isTrue();
    return block.group(1);
  }

  @Test
  void itShowsHowTheServletIsMounted() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/chatrooms/http/Mounting.java"));
    String shown = block("import io.chatrooms.core.action.CreateRoomMembership;");
    assertThat(shown.replaceAll("import io\\.chatrooms\\.http\\.\\w+;\\R", ""))
        .isEqualTo(source.replaceFirst("^package io\\.chatrooms\\.http;\\R\\R", ""));
  }

  @Test
  void itShowsWhatAClientIsAnswered() throws Exception {
    String terminal = block("$ export");
    JsonNode shown = JsonMapper.shared().readTree(terminal.substring(terminal.indexOf("\n{")));
    List<String> options =
        List.of("--port", "0", "--without-authentication", "--caller", Serving.ALEJANDRO);
    try (Standalone standalone =
        new Standalone(
            Options.parse(options),
            Serving.CLOCK,
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8))) {
      standalone.start();
      try (RawHttp http = new RawHttp(standalone.port())) {
        Reply reply =
            http.request(
                    "POST " + Serving.path(),
                    "{\"MemberId\": \"%s\"}".formatted(Serving.JANE_DOE.value()).getBytes(UTF_8))
                .reply();
        assertThat(untimed(JsonMapper.shared().readTree(reply.body()))).isEqualTo(untimed(shown));
      }
    }
    assertThat(terminal)
        .contains(Serving.ACCOUNT.value(), Serving.ROOM.value(), Serving.JANE_DOE.value());
  }

  private static JsonNode untimed(JsonNode answer) {
    ((ObjectNode) answer.get("RoomMembership")).put("UpdatedTimestamp", "");
    return answer;
  }

  @Test
  void itTellsEveryOption() throws IOException {
    Pattern option = Pattern.compile("--[a-z-]+");
    List<String> known =
        option.matcher(Options.USAGE).results().map(MatchResult::group).distinct().toList();
    assertThat(section()).contains(known);
  }

  @Test
  void itsCredentialsAreCredentials() throws Exception {
    String json = block("[{\"AccessKeyId\"");
    CredentialsFile credentials =
        CredentialsFile.parse(JsonFile.parse("README", json.getBytes(UTF_8)));
    assertThat(credentials.find("AKIDEXAMPLE")).isPresent();
  }
}
