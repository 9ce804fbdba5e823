package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TourTest {
  private static final Pattern STOP =
      Pattern.compile(
          "(?<asked>\\S.*?) {2,}(?<name>\\w+) +(?<rule>[A-Z]{3}-\\d\\d)  (?<reason>\\S.*)");

  private static final Set<String> SUCCESSES = Set.of("Created", "Processed", "Updated", "Deleted");

  private final Output output = new Output();

  @BeforeEach
  void run() {
    new Tour(output.stream()).run();
  }

  @Test
  void printsTheDocumentedExampleTheConflictTheLifeAndTheRefusals() {
    assertThat(output.text()).isEqualTo(Output.resource("tour.txt"));
  }

  @Test
  void showsEachRefusalOfAHealthyStoreOnce() {
    EnumSet<Refusal.Kind> failures =
        EnumSet.of(Refusal.Kind.SERVICE_UNAVAILABLE, Refusal.Kind.SERVICE_FAILURE);
    List<String> expected =
        EnumSet.complementOf(failures).stream().map(Refusal.Kind::apiName).toList();

    List<String> shown = new ArrayList<>();
    for (String line : linesUnder("One refusal of each kind")) {
      Matcher stop = STOP.matcher(line);
      if (stop.matches()) {
        shown.add(stop.group("name"));
      }
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aShortLifeOfARoomHasNoRefusal() {
    assertThat(linesUnder("A short life of a room"))
        .hasSize(7)
        .allSatisfy(
            line ->
                assertThat(STOP.matcher(line))
                    .matches(stop -> stop.matches() && SUCCESSES.contains(stop.group("name"))));
  }

  /** The lines of the paragraph after this heading. */
  private List<String> linesUnder(String heading) {
    return output.lines().stream()
        .dropWhile(line -> !line.startsWith(heading))
        .skip(2)
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void fitsATerminal() {
    assertThat(output.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
  }
}
