package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.inmemory.InMemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks the module's README against the code. */
class ReadmeTest {
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private static String block(String beginning) throws IOException {
    Matcher block =
        Pattern.compile("```\\w*\\R(" + Pattern.quote(beginning) + ".*?)```", Pattern.DOTALL)
            .matcher(readme());
    assertThat(block.find()).as("a block that begins with %s", beginning).isTrue();
    return block.group(1);
  }

  @Test
  void theSessionShowsTheRealAnswer() throws Exception {
    String session = block("$ export");
    JsonNode shown = JsonMapper.shared().readTree(session.substring(session.indexOf("\n{")));
    List<String> options =
        List.of("--port", "0", "--without-authentication", "--caller", RunningServer.ALEJANDRO);
    try (Server server =
        new Server(
            Options.parse(options, Map.of()),
            RunningServer.CLOCK,
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8))) {
      server.start();
      String answer = HttpTestClient.addJaneDoe(server.port()).body();
      assertThat(withoutTime(JsonMapper.shared().readTree(answer))).isEqualTo(withoutTime(shown));
    }
    assertThat(session)
        .contains(
            RunningServer.ACCOUNT.value(),
            RunningServer.ROOM.value(),
            RunningServer.JANE_DOE.value());
  }

  private static JsonNode withoutTime(JsonNode answer) {
    ((ObjectNode) answer.get("RoomMembership")).put("UpdatedTimestamp", "");
    return answer;
  }

  @Test
  void theTableHasExactlyTheOptionsOfTheProgram() throws IOException {
    String table =
        Pattern.compile("^\\|.*$", Pattern.MULTILINE)
            .matcher(readme())
            .results()
            .map(MatchResult::group)
            .reduce("", (rows, row) -> rows + row + "\n");
    assertThat(options(table)).containsExactlyInAnyOrderElementsOf(options(Options.USAGE));
  }

  private static List<String> options(String text) {
    return OPTION.matcher(text).results().map(MatchResult::group).distinct().toList();
  }

  @Test
  void theCredentialsFileIsValid() throws Exception {
    String json = block("[{\"AccessKeyId\"");
    CredentialsFile credentials =
        CredentialsFile.parse(JsonFile.parse("README", json.getBytes(UTF_8)));
    assertThat(credentials.find("AKIDEXAMPLE")).isPresent();
  }

  @Test
  void theWorldFileIsValid() throws Exception {
    String json = block("{\n  \"Accounts\"");
    WorldFile.parse(JsonFile.parse("README", json.getBytes(UTF_8)), RunningServer.CLOCK)
        .fill(InMemoryStore.create());
  }
}
