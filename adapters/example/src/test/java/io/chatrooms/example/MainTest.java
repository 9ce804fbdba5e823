package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
  private final Output out = new Output();
  private final Output err = new Output();

  @Test
  void withoutArgumentsItRunsTheTour() {
    assertThat(run()).isZero();
    assertThat(out.text()).isEqualTo(Output.resource("tour.txt"));
    assertThat(err.text()).isEmpty();
  }

  @Test
  void runsAFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("requests.jsonl");
    Files.writeString(file, Output.resource("requests.jsonl"));

    assertThat(run(file.toString())).isZero();
    assertThat(out.text()).isEqualTo(Output.resource("answers.txt"));
    assertThat(err.text()).isEmpty();
  }

  @Test
  void runsStandardInput() {
    assertThat(run(Output.input(Output.resource("requests.jsonl")), "-")).isZero();
    assertThat(out.text()).isEqualTo(Output.resource("answers.txt"));
    assertThat(err.text()).isEmpty();
  }

  @Test
  void aMalformedLineIsReportedInItsPlaceAndInTheExitStatus() {
    assertThat(run(Output.input("{"), "-")).isEqualTo(1);
    assertThat(out.text()).isEqualTo("1 error: the line is not valid JSON (column 2)\n");
    assertThat(err.text()).isEmpty();
  }

  @Test
  void helpListsTheWorld() {
    assertThat(run("--help")).isZero();
    assertThat(out.text())
        .startsWith("usage: mvn -q -pl adapters/example -am compile exec:java")
        .contains(SampleWorld.DESCRIPTION.indent(2));
    assertThat(out.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
    assertThat(err.text()).isEmpty();
  }

  @Test
  void misuseIsExplained(@TempDir Path directory) {
    String missing = directory.resolve("missing.jsonl").toString();

    assertMisused("there is no file " + missing, missing);
    assertMisused(directory + " is a directory, not a file", directory.toString());
    assertMisused("there is no option -x", "-x");
    assertMisused("there is one argument at most, not 2", "-", "-");
    assertMisused("cannot read a\0b", "a\0b");
  }

  @Test
  void inputThatFailsIsReported() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();

    assertThat(run(closed, "-")).isEqualTo(2);
    assertThat(err.text()).isEqualTo("error: cannot read standard input; see --help\n");
  }

  private void assertMisused(String why, String... args) {
    Output said = new Output();

    assertThat(
            new Main(InputStream.nullInputStream(), out.stream(), said.stream()).run(List.of(args)))
        .isEqualTo(2);
    assertThat(said.text()).isEqualTo("error: " + why + "; see --help\n");
    assertThat(out.text()).isEmpty();
  }

  private int run(String... args) {
    return run(InputStream.nullInputStream(), args);
  }

  private int run(InputStream in, String... args) {
    return new Main(in, out.stream(), err.stream()).run(List.of(args));
  }
}
