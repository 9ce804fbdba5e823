package io.chatrooms.example;

import static io.chatrooms.example.Embedding.ACCOUNT;
import static io.chatrooms.example.Embedding.ALEJANDRO;
import static io.chatrooms.example.Embedding.JANE_DOE;
import static io.chatrooms.example.Embedding.ROOM;

import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * The documented example, the same asked again, and then one refusal of each kind that a healthy
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
    print("\nThe same again.\n\n");
    printInFull(example.addJaneDoe());
    print(
        "\nOne refusal of each kind that a healthy store gives: what was asked, the answer, its rule, why.\n\n");
    stops().forEach(this::printLine);
  }

  private void printInFull(CreateRoomMembershipResult result) {
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

  /** With the same line ends everywhere. */
  private void print(String text) {
    out.print(text);
  }

  private static List<Stop> stops() {
    Caller alejandro = Caller.accountAdministrator(ACCOUNT, ALEJANDRO);
    Caller hasty = Caller.accountAdministrator(ACCOUNT, SampleWorld.HASTY);
    return List.of(
        new Stop("no member at all", alejandro, add(JANE_DOE.value()).memberId(null).build()),
        new Stop("nobody asks", Caller.unauthenticated(), add(JANE_DOE.value()).build()),
        new Stop("a suspended user", alejandro, add("suspended-user").build()),
        new Stop("to an unknown room", alejandro, add(JANE_DOE.value()).roomId("nowhere").build()),
        new Stop("a member again", hasty, add("plain-member").build()),
        new Stop("to a full room", alejandro, add(JANE_DOE.value()).roomId("full-room").build()),
        new Stop("asked too often", hasty, add(JANE_DOE.value()).build()));
  }

  private static CreateRoomMembershipRequest.Builder add(String memberId) {
    return CreateRoomMembershipRequest.builder()
        .accountId(ACCOUNT.value())
        .roomId(ROOM.value())
        .memberId(memberId);
  }

  /** A request, and in a few words what is asked. */
  private record Stop(String asked, Caller caller, CreateRoomMembershipRequest request) {}
}
