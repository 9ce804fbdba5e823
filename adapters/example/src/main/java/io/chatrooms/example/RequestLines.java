package io.chatrooms.example;

import io.chatrooms.core.action.CreateRoomMembership;
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
    CreateRoomMembership.Result result = world.ask(asked.caller(), asked.request());
    Outcome outcome = Outcome.of(result);
    StringBuilder answer = new StringBuilder(outcome.name()).append(' ').append(outcome.rule());
    if (!outcome.reason().isEmpty()) {
      answer.append(' ').append(outcome.reason());
    }
    outcome.membership().ifPresent(json -> answer.append(' ').append(MembershipJson.line(json)));
    return answer.toString();
  }

  /** Flushes, since the requests may be typed by a person. */
  private void print(String line) {
    out.print(line + "\n");
    out.flush();
  }
}
