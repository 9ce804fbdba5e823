package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TourTest {
  private static final Pattern STOP =
      Pattern.compile(
          "(?<asked>\\S.*?) {2,}(?<name>\\w+) +(?<rule>[A-Z]{3}-\\d\\d)  (?<reason>\\S.*)");

  private final Output output = new Output();

  @BeforeEach
  void run() {
    new Tour(output.stream()).run();
  }

  @Test
  void printsTheDocumentedExampleTheConflictAndTheRefusals() {
    assertThat(output.text()).isEqualTo(Output.resource("tour.txt"));
  }

  @Test
  void showsEachRefusalOfAHealthyStoreOnce() {
    EnumSet<Refusal.Kind> failures =
        EnumSet.of(Refusal.Kind.SERVICE_UNAVAILABLE, Refusal.Kind.SERVICE_FAILURE);
    List<String> expected =
        EnumSet.complementOf(failures).stream().map(Refusal.Kind::apiName).toList();

    List<String> shown = new ArrayList<>();
    for (String line : output.lines()) {
      Matcher stop = STOP.matcher(line);
      if (stop.matches()) {
        shown.add(stop.group("name"));
      }
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void fitsATerminal() {
    assertThat(output.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
  }
}
