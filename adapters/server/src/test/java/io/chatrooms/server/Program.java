package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own. */
final class Program implements AutoCloseable {
  private static final long LONGEST_SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  private Program(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.err = err;
  }

  /** Starts the program without authentication on a free port. */
  static Program start(Path directory, List<String> jvm, String... options) throws IOException {
    return start(directory, List.of(), jvm, Map.of(), options);
  }

  /**
   * Starts the program without authentication on a free port.
   *
   * @param before the command that starts the JVM, if it is not started directly
   */
  static Program start(
      Path directory,
      List<String> before,
      List<String> jvm,
      Map<String, String> environment,
      String... options)
      throws IOException {
    List<String> serving = new ArrayList<>();
    serving.addAll(List.of("--port", "0", "--without-authentication", "--caller", "arn:x"));
    serving.addAll(Arrays.asList(options));
    return startWith(directory, before, jvm, environment, serving);
  }

  /** Starts the program with these options only. */
  static Program startWith(
      Path directory,
      List<String> before,
      List<String> jvm,
      Map<String, String> environment,
      List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(options);
    Path err = directory.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new Program(builder.start(), err);
  }

  /** The port in the next line of the program's output. */
  int port() throws IOException {
    String line = out.readLine();
    assertThat(line).as("a line of output; errors: %s", err()).isNotNull();
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  /** All lines of the program's output that were not read yet. */
  List<String> out() {
    return out.lines().toList();
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  /** Waits until the program has written this. */
  void awaitErr(String text) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (System.nanoTime() - end < 0 && !err().contains(text)) {
      Thread.onSpinWait();
    }
    assertThat(err()).contains(text);
  }

  void terminate() {
    process.toHandle().destroy(); // SIGTERM
  }

  int exitStatus() throws InterruptedException {
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
