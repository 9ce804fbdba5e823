package io.chatrooms.core.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chatrooms.core.action.MarkdownTables.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A row of the tables in the test resources (rules/README.md), for one action.
 *
 * @param rule the number of the rule that decides
 * @param before the number of a later rule that applies too; empty in a table without precedence
 * @param title the case in one sentence
 * @param situation the caller, the request and the world
 * @param outcome the outcome, as {@link OutcomeText} says it
 */
record RuleCase(String rule, String before, String title, Situation situation, String outcome) {
  private static final List<RuleCase> ALL =
      Arrays.stream(Action.values())
          .flatMap(
              action -> Stream.concat(read("AllActions", action), read(action.apiName, action)))
          .toList();

  /** Every case of every action. */
  static List<RuleCase> all() {
    return ALL;
  }

  private static Stream<RuleCase> read(String file, Action action) {
    return MarkdownTables.rows(text(file + ".md")).stream().map(row -> of(row, action));
  }

  private static RuleCase of(Row row, Action action) {
    String caller = row.cell("caller").isEmpty() ? "" : "caller: " + row.cell("caller");
    Situation situation =
        Situation.of(action).with(caller).with(row.cell("request")).with(row.cell("world"));
    return new RuleCase(
        row.cell("rule"), row.cell("before"), row.cell("case"), situation, row.cell("outcome"));
  }

  private static String text(String file) {
    try (InputStream in = RuleCase.class.getResourceAsStream("/rules/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Action action() {
    return situation.action();
  }

  @Override
  public String toString() {
    return rule
        + (before.isEmpty() ? "" : " before " + before)
        + " "
        + action()
        + ": "
        + title
        + ": "
        + outcome;
  }
}
