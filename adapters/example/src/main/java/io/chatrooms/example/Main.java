package io.chatrooms.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The program: a tour without arguments, or requests from a file or from standard input. */
public final class Main {
  private static final int SUCCESS = 0;
  private static final int MALFORMED_LINE = 1;
  private static final int USAGE_ERROR = 2;

  private static final String USAGE =
      """
      usage: mvn -q -pl adapters/example -am compile exec:java [-Dexec.args=<argument>]

        no argument  the documented example, a room's life, and one refusal of each kind
        <file>       executes the requests in the file, one JSON object a line
        -            executes the requests on standard input
        --help       prints this

      A request is {"Action", "Caller"} and the fields of the action. Those with ? are optional:

        CreateRoomMembership       AccountId, RoomId, MemberId, Role?
        BatchCreateRoomMembership  AccountId, RoomId, MembershipItemList: [{MemberId, Role?}]
        UpdateRoomMembership       AccountId, RoomId, MemberId, Role?
        DeleteRoomMembership       AccountId, RoomId, MemberId
        GetRoomMembership          AccountId, RoomId, MemberId
        ListRoomMemberships        AccountId, RoomId, MaxResults?, NextToken?
        CreateRoom                 AccountId, Name, ClientRequestToken?
        GetRoom                    AccountId, RoomId
        UpdateRoom                 AccountId, RoomId, Name?, InvitePolicy?
        DeleteRoom                 AccountId, RoomId
        ListRooms                  AccountId, MemberId?, MaxResults?, NextToken?

      Without an Action it is a CreateRoomMembership. Caller is the identifier of an administrator of
      the account ("arn:...") or the id of one of its members; by default it is the former. Any other
      caller is an object {"CallerKind", "AccountId", "CallerId"}, such as
      {"CallerKind": "AccountAdministrator", "AccountId": "team-account"}; the other kinds are Member
      and Unauthenticated. The answer to each line is its number, the outcome, the rule that decided,
      the reason of a refusal and what a success tells; or "error:" if the line is not a request.

      Exit status: 0; 1 if a line is not a request; 2 if the requests cannot be read.

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
   * Runs the program. Under {@code mvn exec:java} a failure ends Maven too, with the exit status of
   * the program and without a message about a failed build.
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, false, StandardCharsets.UTF_8);
    int status = new Main(System.in, out, err).run(List.of(args));
    out.flush();
    err.flush();
    if (status != SUCCESS) {
      System.exit(status);
    }
  }

  /** The exit status. */
  int run(List<String> args) {
    if (args.isEmpty()) {
      new Tour(out).run();
      return SUCCESS;
    } else if (args.size() > 1) {
      return usageError("there is one argument at most, not " + args.size());
    }
    String argument = args.get(0);
    if (argument.equals("--help")) {
      out.print(USAGE + "The store that they run against:\n\n" + SampleWorld.DESCRIPTION.indent(2));
      return SUCCESS;
    } else if (argument.equals("-")) {
      return runRequests(in, "standard input");
    } else if (argument.startsWith("-")) {
      return usageError("there is no option " + argument);
    } else {
      return runFile(argument);
    }
  }

  private int runFile(String name) {
    try {
      Path file = Path.of(name);
      if (!Files.exists(file)) {
        return usageError("there is no file " + name);
      } else if (Files.isDirectory(file)) {
        return usageError(name + " is a directory, not a file");
      }
      try (InputStream requests = Files.newInputStream(file)) {
        return runRequests(requests, name);
      }
    } catch (InvalidPathException | IOException e) {
      return usageError("cannot read " + name);
    }
  }

  private int runRequests(InputStream requests, String name) {
    try {
      return new RequestLines(out).run(requests) ? SUCCESS : MALFORMED_LINE;
    } catch (IOException e) {
      return usageError("cannot read " + name);
    }
  }

  private int usageError(String why) {
    err.print("error: " + why + "; see --help\n");
    return USAGE_ERROR;
  }
}
