package io.chatrooms.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** Executes requests, one JSON object a line, in order, in one sample world. */
final class RequestLines {
  private final SampleWorld world = new SampleWorld();
  private final PrintStream out;

  RequestLines(PrintStream out) {
    this.out = out;
  }

  /** True if every line was a request. A line that is none is reported in its place. */
  boolean run(InputStream in) throws IOException {
    boolean wellFormed = true;
    Lines lines = new Lines(in);
    while (lines.next()) {
      try {
        String text = lines.text();
        if (!text.isBlank()) {
          print(lines.number() + " " + answer(AskedRequest.parse(text)));
        }
      } catch (MalformedLineException e) {
        wellFormed = false;
        print(lines.number() + " error: " + e.getMessage());
      }
    }
    return wellFormed;
  }

  private String answer(AskedRequest asked) {
    Answer answer = Answer.of(world.ask(asked.caller(), asked.question()));
    StringBuilder line =
        new StringBuilder(answer.name()).append(' ').append(answer.rule().number());
    if (!answer.reason().isEmpty()) {
      line.append(' ').append(answer.reason());
    }
    answer.json().ifPresent(json -> line.append(' ').append(ApiJson.line(json)));
    return line.toString();
  }

  /** Flushes, since the requests may be typed by a person. */
  private void print(String line) {
    out.print(line + "\n");
    out.flush();
  }
}
