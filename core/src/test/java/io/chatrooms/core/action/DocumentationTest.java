package io.chatrooms.core.action;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.MarkdownTables.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  /** The section of each table, and its rules. */
  private static final Map<String, List<Rule>> SECTIONS =
      Map.of(
          "All actions",
          List.of(SharedRule.values()),
          Action.CREATE.apiName,
          Action.CREATE.ownRules,
          Action.UPDATE.apiName,
          Action.UPDATE.ownRules,
          Action.DELETE.apiName,
          Action.DELETE.ownRules,
          Action.GET.apiName,
          Action.GET.ownRules);

  @TestFactory
  Stream<DynamicTest> theTableOfTheReadmeAgrees() {
    List<Row> rows = rows();
    return SECTIONS.entrySet().stream()
        .map(
            section ->
                DynamicTest.dynamicTest(
                    section.getKey(), () -> agrees(section.getKey(), section.getValue(), rows)));
  }

  private static void agrees(String heading, List<Rule> rules, List<Row> rows) {
    List<Row> documented =
        rows.stream()
            .filter(row -> row.heading().equals(heading))
            .filter(row -> row.cells().values().iterator().next().matches("[A-Z]{3}-\\d\\d"))
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
            .map(row -> List.copyOf(row.cells().values()))
            .filter(cells -> cells.get(0).equals(rule.number()) && cells.size() == 4)
            .map(cells -> cells.get(2))
            .filter(cell -> cell.matches(outcome + " \\(.+\\)"))
            .findFirst()
            .orElse(outcome);
    return "| %s | %s | %s | %s |".formatted(rule.number(), rule.when(), note, rule.source());
  }

  private static String line(Row row) {
    return row.cells().values().stream().collect(joining(" | ", "| ", " |"));
  }

  /** The only outcome that the cases of the rule have. */
  private static String outcome(Rule rule) {
    Set<String> outcomes =
        RuleCase.all().stream()
            .filter(given -> given.rule().equals(rule.number()))
            .map(given -> given.outcome().replaceFirst(":.*", ""))
            .collect(toCollection(TreeSet::new));
    assertThat(outcomes).as("the outcomes of %s", rule.number()).hasSize(1);
    return outcomes.iterator().next();
  }

  private static List<Row> rows() {
    try {
      return Files.exists(README) ? MarkdownTables.rows(Files.readString(README)) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
