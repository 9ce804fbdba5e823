package io.chatrooms.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The program: the tour without arguments, or requests from a file or standard input. */
public final class Main {
  private static final int DONE = 0;
  private static final int SOME_LINE_MALFORMED = 1;
  private static final int MISUSED = 2;

  private static final String USAGE =
      """
      usage: mvn -q -pl adapters/example -am compile exec:java [-Dexec.args=<argument>]

        no argument  the documented example, and one refusal of each kind
        <file>       runs the requests in the file, one JSON object a line
        -            runs the requests on standard input
        --help       prints this

      A request is {"AccountId", "RoomId", "MemberId", "Role", "Caller"}. Role and Caller may be left
      out. Caller is the identifier of an administrator of the account ("arn:...") or the id of one of
      its members. Anyone else is an object {"CallerKind", "AccountId", "CallerId"}, such as
      {"CallerKind": "AccountAdministrator", "AccountId": "team-account"}; the other kinds are Member
      and Unauthenticated. Each line is answered with its number, the outcome, the rule that decided,
      and why; or with "error:" if it is no request.

      Exit status: 0, 1 if a line was no request, 2 if nothing could be read.

      """;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  Main(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs it. Under {@code mvn exec:java} a failure ends Maven too, with the program's own exit
   * status and without a word about a failed build.
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, false, StandardCharsets.UTF_8);
    int status = new Main(System.in, out, err).run(List.of(args));
    out.flush();
    err.flush();
    if (status != DONE) {
      System.exit(status);
    }
  }

  /** The exit status. */
  int run(List<String> args) {
    if (args.isEmpty()) {
      new Tour(out).run();
      return DONE;
    } else if (args.size() > 1) {
      return misused("one argument at most, not " + args.size());
    }
    String argument = args.get(0);
    if (argument.equals("--help")) {
      out.print(USAGE + "The world they meet:\n\n" + SampleWorld.DESCRIPTION.indent(2));
      return DONE;
    } else if (argument.equals("-")) {
      return runRequests(in, "standard input");
    } else if (argument.startsWith("-")) {
      return misused("there is no option " + argument);
    } else {
      return runFile(argument);
    }
  }

  private int runFile(String name) {
    try {
      Path file = Path.of(name);
      if (!Files.exists(file)) {
        return misused("there is no file " + name);
      } else if (Files.isDirectory(file)) {
        return misused(name + " is a directory, not a file");
      }
      try (InputStream requests = Files.newInputStream(file)) {
        return runRequests(requests, name);
      }
    } catch (InvalidPathException | IOException e) {
      return misused("cannot read " + name);
    }
  }

  private int runRequests(InputStream requests, String name) {
    try {
      return new RequestLines(out).run(requests) ? DONE : SOME_LINE_MALFORMED;
    } catch (IOException e) {
      return misused("cannot read " + name);
    }
  }

  private int misused(String why) {
    err.print("error: " + why + "; --help tells how it is used\n");
    return MISUSED;
  }
}
