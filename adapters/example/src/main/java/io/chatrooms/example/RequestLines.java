package io.chatrooms.example;

import io.chatrooms.core.action.CreateRoomMembershipResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** Runs requests, one JSON object a line, in order, against one sample world. */
final class RequestLines {
  private final SampleWorld world = new SampleWorld();
  private final PrintStream out;

  RequestLines(PrintStream out) {
    this.out = out;
  }

  /** True if every line was understood. One that was not is reported in its place. */
  boolean run(InputStream in) throws IOException {
    boolean understood = true;
    Lines lines = new Lines(in);
    while (lines.next()) {
      try {
        String text = lines.text();
        if (!text.isBlank()) {
          print(lines.number() + " " + answer(AskedRequest.parse(text)));
        }
      } catch (MalformedLineException e) {
        understood = false;
        print(lines.number() + " error: " + e.getMessage());
      }
    }
    return understood;
  }

  private String answer(AskedRequest asked) {
    CreateRoomMembershipResult result = world.ask(asked.caller(), asked.request());
    Outcome outcome = Outcome.of(result);
    StringBuilder answer = new StringBuilder(outcome.name()).append(' ').append(outcome.rule());
    if (!outcome.reason().isEmpty()) {
      answer.append(' ').append(outcome.reason());
    }
    outcome.membership().ifPresent(json -> answer.append(' ').append(MembershipJson.line(json)));
    return answer.toString();
  }

  /** At once, since whoever types the requests waits for it. */
  private void print(String line) {
    out.print(line + "\n");
    out.flush();
  }
}
