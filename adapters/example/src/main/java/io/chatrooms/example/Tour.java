package io.chatrooms.example;

import static io.chatrooms.example.Embedding.ACCOUNT;
import static io.chatrooms.example.Embedding.ALEJANDRO;
import static io.chatrooms.example.Embedding.JANE_DOE;
import static io.chatrooms.example.Embedding.ROOM;

import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The documented example, the same request again, and then one refusal of each kind that a healthy
 * store can give.
 */
final class Tour {
  private final Embedding example = new Embedding(SampleWorld.CLOCK);
  private final SampleWorld world = new SampleWorld();
  private final PrintStream out;

  Tour(PrintStream out) {
    this.out = out;
  }

  void run() {
    print("The documented example: an account administrator adds Jane Doe to a room.\n\n");
    printInFull(example.addJaneDoe());
    print("\nThe same request again.\n\n");
    printInFull(example.addJaneDoe());
    print(
        "\nOne refusal of each kind that a healthy store can give: request, outcome, rule, reason.\n\n");
    stops().forEach(this::printLine);
  }

  private void printInFull(CreateRoomMembership.Result result) {
    Outcome outcome = Outcome.of(result);
    print((outcome.name() + " " + outcome.rule() + " " + outcome.reason()).strip() + "\n");
    outcome.membership().ifPresent(json -> print(MembershipJson.pretty(json) + "\n"));
  }

  private void printLine(Stop stop) {
    Outcome outcome = Outcome.of(world.ask(stop.caller, stop.request));
    print(
        String.format(
            Locale.ROOT,
            "%-18s  %-21s  %s  %s\n",
            stop.asked,
            outcome.name(),
            outcome.rule(),
            outcome.reason()));
  }

  /** Line ends are the same on every platform. */
  private void print(String text) {
    out.print(text);
  }

  private static List<Stop> stops() {
    Caller alejandro = Caller.accountAdministrator(ACCOUNT, ALEJANDRO);
    Caller hasty = Caller.accountAdministrator(ACCOUNT, SampleWorld.HASTY);
    return List.of(
        new Stop("no member id", alejandro, add(ROOM.value(), null)),
        new Stop(
            "not authenticated", Caller.unauthenticated(), add(ROOM.value(), JANE_DOE.value())),
        new Stop("a suspended user", alejandro, add(ROOM.value(), "suspended-user")),
        new Stop("to an unknown room", alejandro, add("nowhere", JANE_DOE.value())),
        new Stop("a member again", hasty, add(ROOM.value(), "plain-member")),
        new Stop("to a full room", alejandro, add("full-room", JANE_DOE.value())),
        new Stop("too many requests", hasty, add(ROOM.value(), JANE_DOE.value())));
  }

  private static CreateRoomMembership.Request add(String roomId, @Nullable String memberId) {
    return new CreateRoomMembership.Request(ACCOUNT.value(), roomId, memberId, null);
  }

  /** A request, and a few words about it. */
  private record Stop(String asked, Caller caller, CreateRoomMembership.Request request) {}
}
