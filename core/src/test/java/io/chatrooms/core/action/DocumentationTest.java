package io.chatrooms.core.action;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tables of the rules in the README of core agree with the code: number, condition and source
 * with the enums of the rules, the outcome with what the cases of the rule come to. If a table does
 * not, the failure shows the table as it should be, ready to be copied.
 */
class DocumentationTest {
  private static final Path README = Path.of(System.getProperty("basedir", ""), "README.md");

  /** A row of a table, and the nearest heading above it. */
  private record Row(String heading, List<String> cells) {}

  @TestFactory
  Stream<DynamicTest> theTableOfTheReadmeAgrees() throws IOException {
    List<Row> rows = rows();
    return Stream.concat(
        Stream.of(table("All actions", List.of(SharedRule.values()), rows)),
        Stream.of(Action.values()).map(action -> table(action.apiName, ownRules(action), rows)));
  }

  /** The invite policy decides about a batch too, and stands with CreateRoomMembership. */
  private static List<Rule> ownRules(Action action) {
    return action == Action.BATCH
        ? List.of(BatchCreateRoomMembershipRule.values())
        : action.ownRules;
  }

  private static DynamicTest table(String heading, List<Rule> rules, List<Row> rows) {
    return DynamicTest.dynamicTest(heading, () -> agrees(heading, rules, rows));
  }

  @TestFactory
  Stream<DynamicTest> theReadmeLinksToTheCases() throws IOException {
    String text = Files.readString(README);
    return Stream.concat(Stream.of("AllActions"), Stream.of(Action.values()).map(a -> a.apiName))
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        assertThat(text)
                            .contains(
                                "(../adapters/testkit/src/main/resources/io/chatrooms/testkit/rules/"
                                    + name
                                    + ".json)")));
  }

  private static void agrees(String heading, List<Rule> rules, List<Row> rows) {
    List<Row> documented =
        rows.stream()
            .filter(row -> row.heading().equals(heading))
            .filter(row -> row.cells().get(0).matches("[A-Z]{3}-\\d\\d"))
            .toList();
    List<String> expected = rules.stream().map(rule -> line(rule, documented)).toList();

    assertThat(documented.stream().map(DocumentationTest::line))
        .as(
            "the table in section '%s' of core/README.md, which should be:%n%n%s%n",
            heading,
            Stream.concat(
                    Stream.of("| rule | when | outcome | source |", "|---|---|---|---|"),
                    expected.stream())
                .collect(joining("\n")))
        .isEqualTo(expected);
  }

  /** The row of the rule, with the note on the outcome that the documentation has, if any. */
  private static String line(Rule rule, List<Row> documented) {
    String outcome = outcome(rule);
    String note =
        documented.stream()
            .map(Row::cells)
            .filter(cells -> cells.get(0).equals(rule.number()) && cells.size() == 4)
            .map(cells -> cells.get(2))
            .filter(cell -> cell.matches(outcome + " \\(.+\\)"))
            .findFirst()
            .orElse(outcome);
    return "| %s | %s | %s | %s |".formatted(rule.number(), rule.when(), note, rule.source());
  }

  private static String line(Row row) {
    return row.cells().stream().collect(joining(" | ", "| ", " |"));
  }

  /** The only outcome that the cases of the rule have. */
  private static String outcome(Rule rule) {
    Set<String> outcomes =
        RuleCase.all().stream()
            .filter(given -> given.rule().equals(rule.number()))
            .map(RuleCase::kind)
            .collect(toCollection(TreeSet::new));
    assertThat(outcomes).as("the outcomes of %s", rule.number()).hasSize(1);
    return outcomes.iterator().next();
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String heading = "";
    for (String line : Files.readAllLines(README)) {
      if (line.startsWith("#")) {
        heading = line.replaceFirst("^#+ *", "").strip();
      } else if (line.startsWith("|")) {
        String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
        rows.add(
            new Row(heading, Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList()));
      }
    }
    return rows;
  }
}
