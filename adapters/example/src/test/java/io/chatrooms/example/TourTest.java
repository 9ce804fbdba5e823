package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TourTest {
  private static final Pattern STOP =
      Pattern.compile("(?<asked>\\S.*?) {2,}(?<name>\\w+) +(?<rule>CRM-\\d\\d)  (?<reason>\\S.*)");

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
  void showsEachRefusalThatAHealthyStoreGivesOnce() {
    Set<Class<?>> ofASickStore = Set.of(ServiceUnavailable.class, ServiceFailure.class);
    List<String> expected =
        Stream.of(Refusal.class.getPermittedSubclasses())
            .filter(kind -> !ofASickStore.contains(kind))
            .map(Class::getSimpleName)
            .toList();

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
