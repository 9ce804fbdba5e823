package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.BatchCreateRoomMembershipRule;
import io.chatrooms.core.action.CreateRoomMembershipRule;
import io.chatrooms.core.action.CreateRoomRule;
import io.chatrooms.core.action.DeleteRoomMembershipRule;
import io.chatrooms.core.action.DeleteRoomRule;
import io.chatrooms.core.action.GetRoomMembershipRule;
import io.chatrooms.core.action.GetRoomRule;
import io.chatrooms.core.action.ListRoomMembershipsRule;
import io.chatrooms.core.action.ListRoomsRule;
import io.chatrooms.core.action.Rule;
import io.chatrooms.core.action.SharedRule;
import io.chatrooms.core.action.UpdateRoomMembershipRule;
import io.chatrooms.core.action.UpdateRoomRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestLinesTest {
  private static final String ADD =
      "{\"AccountId\":\"12a3456b-7c89-012d-3456-78901e23fg45\",\"RoomId\":\"open-room\","
          + "\"MemberId\":\"free-user\"";

  private static final String MISSING =
      "BadRequest ANY-03 AccountId is missing; RoomId is missing; MemberId is missing";

  private static final Pattern SUCCESS =
      Pattern.compile("^\\d+ (Created|Processed|Updated|Deleted|Found|Listed) ");

  private final Output output = new Output();

  @Test
  void answersEachRequestInOrder() throws IOException {
    assertThat(run(Output.resource("requests.jsonl"))).isTrue();
    assertThat(output.text()).isEqualTo(Output.resource("answers.txt"));
  }

  @Test
  void theSampleShowsEveryRuleOfAHealthyStore() {
    EnumSet<SharedRule> failures = EnumSet.of(SharedRule.ANY_10, SharedRule.ANY_11);
    Stream<Rule> ofActions =
        Stream.<Rule[]>of(
                CreateRoomMembershipRule.values(),
                BatchCreateRoomMembershipRule.values(),
                UpdateRoomMembershipRule.values(),
                DeleteRoomMembershipRule.values(),
                GetRoomMembershipRule.values(),
                ListRoomMembershipsRule.values(),
                CreateRoomRule.values(),
                GetRoomRule.values(),
                UpdateRoomRule.values(),
                DeleteRoomRule.values(),
                ListRoomsRule.values())
            .flatMap(Stream::of);
    assertThat(Stream.concat(EnumSet.complementOf(failures).stream(), ofActions))
        .allSatisfy(
            rule -> assertThat(Output.resource("answers.txt")).contains(" " + rule.number() + " "));
  }

  @Test
  void noRefusalContainsANameOrAnEmailAddress() {
    assertThat(Output.resource("answers.txt").lines())
        .filteredOn(line -> !SUCCESS.matcher(line).find())
        .isNotEmpty()
        .noneMatch(line -> line.contains("@") || line.contains("Name") || line.contains("Jane"));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("nope", "the line is not valid JSON (column 1)"),
        Arguments.of("{\"a\":", "the line is not valid JSON (column 6)"),
        Arguments.of("{'a':1}", "the line is not valid JSON (column 2)"),
        Arguments.of("{\"a\":NaN}", "the line is not valid JSON (column 9)"),
        Arguments.of("// nothing", "the line is not valid JSON (column 1)"),
        Arguments.of("{\"Role\":\"a\tb\"}", "the line is not valid JSON (column 11)"),
        Arguments.of("{} x", "the line is not valid JSON (column 4)"),
        Arguments.of("{} {}", "the line has something after the JSON object"),
        Arguments.of("{\"a\":1,\"a\":1}", "an object has the same key twice (column 12)"),
        Arguments.of("{\"a\":{\"b\":1,\"b\":1}}", "an object has the same key twice (column 17)"),
        Arguments.of("[1]", "the line is an array, not a JSON object"),
        Arguments.of("\"x\"", "the line is text, not a JSON object"),
        Arguments.of("12", "the line is a number, not a JSON object"),
        Arguments.of("null", "the line is null, not a JSON object"),
        Arguments.of("{\"AccountId\":1}", "AccountId is a number, not text"),
        Arguments.of("{\"RoomId\":[]}", "RoomId is an array, not text"),
        Arguments.of("{\"MemberId\":{}}", "MemberId is an object, not text"),
        Arguments.of("{\"Role\":true}", "Role is true, not text"),
        Arguments.of("{\"Role\":1e999999999}", "Role is a number, not text"),
        Arguments.of("{\"Caller\":7}", "Caller is a number, not text or an object"),
        Arguments.of(
            "{\"Caller\":\" \"}",
            "Caller is not valid: an id must contain a character other than white space"),
        Arguments.of(
            "{\"Caller\":\"arn:\\u0000\"}", "Caller is not valid: text must not contain NUL"),
        Arguments.of(
            "{\"Caller\":{\"CallerKind\":\"Member\",\"AccountId\":\"\",\"CallerId\":\"x\"}}",
            "Caller is not valid: an id must contain a character other than white space"),
        Arguments.of("{\"Caller\":{\"CallerKind\":\"Member\"}}", "CallerId is missing"),
        Arguments.of(
            "{\"Caller\":{}}", "CallerKind is not AccountAdministrator, Member or Unauthenticated"),
        Arguments.of("{\"Caller\":{\"CallerKind\":1}}", "CallerKind is a number, not text"),
        Arguments.of("{\"Action\":\"createRoom\"}", "there is no such Action: --help lists them"),
        Arguments.of("{\"Action\":\"\"}", "there is no such Action: --help lists them"),
        Arguments.of("{\"Action\":[]}", "Action is an array, not text"),
        Arguments.of(
            list("{\"MaxResults\":\"1\"}"), "MaxResults is not a whole number, or too large a one"),
        Arguments.of(
            list("{\"MaxResults\":1.0}"), "MaxResults is not a whole number, or too large a one"),
        Arguments.of(
            list("{\"MaxResults\":2147483648}"),
            "MaxResults is not a whole number, or too large a one"),
        Arguments.of(list("{\"NextToken\":1}"), "NextToken is a number, not text"),
        Arguments.of(batch("{}"), "MembershipItemList is an object, not an array"),
        Arguments.of(batch("[{},\"m\"]"), "an item of MembershipItemList is text, not an object"),
        Arguments.of(batch("[{\"MemberId\":1}]"), "MemberId is a number, not text"),
        Arguments.of(
            batch("[{\"memberId\":\"m\"}]"), "there is no field memberId: did you mean MemberId?"),
        Arguments.of("[".repeat(100_000), tooMuch()),
        Arguments.of("{\"x\":".repeat(100_000), tooMuch()),
        Arguments.of("{\"x\":" + "9".repeat(5_000) + "}", tooMuch()),
        Arguments.of("{\"" + "x".repeat(60_000) + "\":1}", tooMuch()),
        Arguments.of("x".repeat(Lines.MAX_BYTES + 1), "the line is longer than 1024 KiB"));
  }

  private static String list(String fields) {
    return "{\"Action\":\"ListRooms\"," + fields.substring(1);
  }

  private static String batch(String items) {
    return "{\"Action\":\"BatchCreateRoomMembership\",\"MembershipItemList\":" + items + "}";
  }

  private static String tooMuch() {
    return "the JSON is nested too deeply, or a key or a number in it is too long";
  }

  @ParameterizedTest
  @MethodSource
  void malformed(String line, String message) throws IOException {
    assertThat(run("{}\n" + line + "\n{}")).isFalse();
    assertThat(output.lines())
        .containsExactly("1 " + MISSING, "2 error: " + message, "3 " + MISSING);
  }

  @Test
  void invalidUtf8IsAnErrorOfItsLine() throws IOException {
    byte[] bytes = "{\"x\":\"ÿ\"}\n{}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(run(new ByteArrayInputStream(bytes))).isFalse();
    assertThat(output.lines())
        .containsExactly("1 error: the line is not valid UTF-8", "2 " + MISSING);
  }

  @Test
  void blankLinesAreSkippedAndCounted() throws IOException {
    assertThat(run("\n \t\r\n{}\r\n\n{}")).isTrue();
    assertThat(output.lines()).containsExactly("3 " + MISSING, "5 " + MISSING);
  }

  @Test
  void aByteOrderMarkIsSkippedAtTheStartOnly() throws IOException {
    assertThat(run("\uFEFF{}\n\uFEFF{}")).isFalse();
    assertThat(output.lines())
        .containsExactly("1 " + MISSING, "2 error: the line is not valid JSON (column 1)");
  }

  @Test
  void theLongestLineIsRead() throws IOException {
    String line = "{\"x\":\"" + "x".repeat(Lines.MAX_BYTES - 8) + "\"}";

    assertThat(line).hasSize(Lines.MAX_BYTES);
    assertThat(run(line)).isTrue();
    assertThat(output.lines()).containsExactly("1 " + MISSING);
  }

  @Test
  void noInputGivesNoOutput() throws IOException {
    assertThat(run("")).isTrue();
    assertThat(output.text()).isEmpty();
  }

  @Test
  void unknownFieldsAreIgnoredAndNullIsAbsent() throws IOException {
    assertThat(
            run(
                "{\"AccountId\":null,\"RoomId\":null,\"MemberId\":null,\"Role\":null,"
                    + "\"Caller\":null,\"Colour\":[{}]}"))
        .isTrue();
    assertThat(output.lines()).containsExactly("1 " + MISSING);
  }

  @Test
  void aFieldInAnotherCaseIsAnError() throws IOException {
    assertThat(
            run(
                "{\"RoomId\":\"r\",\"role\":\"Administrator\"}\n"
                    + "{\"RoomId\":\"r\",\"Caller\":{\"callerkind\":\"Unauthenticated\"}}"))
        .isFalse();
    assertThat(output.lines())
        .containsExactly(
            "1 error: there is no field role: did you mean Role?",
            "2 error: there is no field callerkind: did you mean CallerKind?");
  }

  @Test
  void theActionDecidesAboutLoneSurrogates() throws IOException {
    assertThat(run("{\"AccountId\":\"\\ud800\",\"RoomId\":\"r\",\"MemberId\":\"m\"}")).isTrue();
    assertThat(output.lines())
        .containsExactly("1 BadRequest ANY-03 AccountId contains a lone surrogate");
  }

  static Stream<Arguments> callers() {
    String alejandro = "arn:aws:iam::111122223333:user/alejandro";
    return Stream.of(
        Arguments.of("null", alejandro),
        Arguments.of("\"arn:zoë\"", "arn:zoë"),
        Arguments.of("\"administrator\"", "administrator"),
        Arguments.of("{\"CallerKind\":\"AccountAdministrator\"}", alejandro),
        Arguments.of(
            "{\"CallerKind\":\"AccountAdministrator\",\"CallerId\":\"root\","
                + "\"AccountId\":\"12a3456b-7c89-012d-3456-78901e23fg45\"}",
            "root"),
        Arguments.of(
            "{\"CallerKind\":\"Member\",\"CallerId\":\"administrator\"}", "administrator"));
  }

  @ParameterizedTest
  @MethodSource
  void callers(String caller, String inviter) throws IOException {
    assertThat(run(ADD + ",\"Caller\":" + caller + "}")).isTrue();
    assertThat(output.text())
        .startsWith("1 Created CRM-08 ")
        .contains("\"InvitedBy\":\"" + inviter + "\"");
  }

  @Test
  void allLinesShareOneStore() throws IOException {
    assertThat(run(ADD + "}\n" + ADD + ",\"Role\":\"Administrator\"}")).isTrue();
    assertThat(output.lines()).hasSize(2);
    assertThat(output.lines().get(0)).startsWith("1 Created CRM-08 {");
    assertThat(output.lines().get(1))
        .startsWith("2 Conflict CRM-05 The member is already in the room {")
        .contains("\"Role\":\"Member\"");
  }

  @Test
  void aLineWithoutAnActionAddsAMember() throws IOException {
    assertThat(run(ADD + "}\n" + ADD + ",\"Action\":null}")).isTrue();
    assertThat(run(ADD + ",\"Action\":\"CreateRoomMembership\"}")).isTrue();
    assertThat(output.lines())
        .extracting(line -> line.substring(0, line.indexOf('-')))
        .containsExactly("1 Created CRM", "2 Conflict CRM", "1 Created CRM");
  }

  @Test
  void aNullItemOfABatchHasNoFields() throws IOException {
    String rest =
        ",\"AccountId\":\"12a3456b-7c89-012d-3456-78901e23fg45\",\"RoomId\":\"open-room\"}";
    assertThat(run(batch("[null]").replace("}", rest))).isTrue();
    assertThat(output.lines())
        .containsExactly(
            "1 Processed BCM-01 {\"RoomMemberships\":[],\"Errors\":"
                + "[{\"ErrorCode\":\"BadRequest\",\"ErrorMessage\":\"MemberId is missing\"}]}");
  }

  /** The token of a page is a field of the next line. */
  @Test
  void aListingIsPagedThrough() throws IOException {
    RequestLines lines = new RequestLines(output.stream());
    String page =
        "{\"Action\":\"ListRooms\",\"AccountId\":\"12a3456b-7c89-012d-3456-78901e23fg45\","
            + "\"MaxResults\":3";

    assertThat(lines.run(Output.input(page + "}"))).isTrue();
    Matcher token = Pattern.compile("\"NextToken\":\"[^\"]+\"").matcher(output.text());
    assertThat(token.find()).isTrue();
    assertThat(lines.run(Output.input(page + "," + token.group() + "}"))).isTrue();

    assertThat(Pattern.compile("\"RoomId\":\"(\\w+)").matcher(output.text()).results())
        .extracting(room -> room.group(1))
        .containsExactly("abcd1e2d", "full", "open", "spare");
    assertThat(output.lines().get(1)).doesNotContain("NextToken");
  }

  private boolean run(String requests) throws IOException {
    return run(Output.input(requests));
  }

  private boolean run(InputStream requests) throws IOException {
    return new RequestLines(output.stream()).run(requests);
  }
}
