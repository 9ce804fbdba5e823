package io.chatrooms.example;

import static io.chatrooms.example.Embedding.ACCOUNT;
import static io.chatrooms.example.Embedding.ALEJANDRO;
import static io.chatrooms.example.Embedding.JANE_DOE;
import static io.chatrooms.example.Embedding.ROOM;
import static java.util.stream.Collectors.joining;

import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.BatchCreateRoomMembership.Item;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRoomMemberships.Listed;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.Role;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The documented example, the same request again, a short life of a room, and then one refusal of
 * each kind that a healthy store can give.
 */
final class Tour {
  private static final Caller CALLER = Caller.accountAdministrator(ACCOUNT, ALEJANDRO);

  /** The first room that is created in the sample world. */
  private static final String NEW_ROOM = "room-1";

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
        "\nA short life of a room: request, outcome, rule, and who is in it then"
            + " (* is an administrator).\n\n");
    life().forEach(this::printWithRoom);
    print(
        "\nOne refusal of each kind that a healthy store can give: request, outcome, rule, reason.\n\n");
    refusals().forEach(this::printWithReason);
  }

  private void printInFull(Outcome outcome) {
    Answer answer = Answer.of(outcome);
    print((answer.name() + " " + answer.rule() + " " + answer.reason()).strip() + "\n");
    answer.json().ifPresent(json -> print(ApiJson.pretty("RoomMembership", json) + "\n"));
  }

  private void printWithRoom(Stop stop) {
    Answer answer = Answer.of(world.ask(stop.caller, stop.question));
    printLine("%-29s  %-9s  %s  %s\n", stop.asked, answer, occupants());
  }

  private String occupants() {
    Outcome outcome =
        world.ask(
            CALLER,
            (rooms, caller) ->
                rooms
                    .listRoomMemberships()
                    .execute(
                        caller,
                        new ListRoomMemberships.Request(ACCOUNT.value(), NEW_ROOM, null, null)));
    return outcome instanceof Listed listed
        ? listed.items().stream()
            .map(each -> each.membership())
            .map(
                each ->
                    each.key().memberId().value() + (each.role() == Role.ADMINISTRATOR ? "*" : ""))
            .collect(joining(", "))
        : ((Refusal) outcome).message();
  }

  private void printWithReason(Stop stop) {
    Answer answer = Answer.of(world.ask(stop.caller, stop.question));
    printLine("%-18s  %-21s  %s  %s\n", stop.asked, answer, answer.reason());
  }

  private void printLine(String format, String asked, Answer answer, String end) {
    print(String.format(Locale.ROOT, format, asked, answer.name(), answer.rule(), end));
  }

  /** Line ends are the same on every platform. */
  private void print(String text) {
    out.print(text);
  }

  private static List<Stop> life() {
    String account = ACCOUNT.value();
    Caller paul = Caller.member(ACCOUNT, new MemberId("plain-member"));
    Caller free = Caller.member(ACCOUNT, new MemberId("free-user"));
    return List.of(
        new Stop(
            "plain-member creates it",
            paul,
            (rooms, caller) ->
                rooms
                    .createRoom()
                    .execute(caller, new CreateRoom.Request(account, "Launch", null))),
        new Stop(
            "adds a user twice, and a bot",
            paul,
            (rooms, caller) ->
                rooms
                    .batchCreateRoomMembership()
                    .execute(
                        caller,
                        new BatchCreateRoomMembership.Request(
                            account,
                            NEW_ROOM,
                            List.of(
                                new Item("free-user", null),
                                new Item("free-user", "Administrator"),
                                new Item("bot", null))))),
        new Stop(
            "makes the user administrator",
            paul,
            (rooms, caller) ->
                rooms
                    .updateRoomMembership()
                    .execute(
                        caller,
                        new UpdateRoomMembership.Request(
                            account, NEW_ROOM, "free-user", "Administrator"))),
        new Stop(
            "gives the room another name",
            paul,
            (rooms, caller) ->
                rooms
                    .updateRoom()
                    .execute(caller, new UpdateRoom.Request(account, NEW_ROOM, "Landing", null))),
        new Stop("leaves", paul, remove("plain-member")),
        new Stop("free-user removes the bot", free, remove("bot")),
        new Stop(
            "deletes the room",
            free,
            (rooms, caller) ->
                rooms.deleteRoom().execute(caller, new DeleteRoom.Request(account, NEW_ROOM))));
  }

  private static Question remove(String memberId) {
    return (rooms, caller) ->
        rooms
            .deleteRoomMembership()
            .execute(caller, new DeleteRoomMembership.Request(ACCOUNT.value(), NEW_ROOM, memberId));
  }

  private static List<Stop> refusals() {
    Caller hasty = Caller.accountAdministrator(ACCOUNT, SampleWorld.HASTY);
    return List.of(
        new Stop("no member id", CALLER, add(ROOM.value(), null)),
        new Stop(
            "not authenticated", Caller.unauthenticated(), add(ROOM.value(), JANE_DOE.value())),
        new Stop("a suspended user", CALLER, add(ROOM.value(), "suspended-user")),
        new Stop("to an unknown room", CALLER, add("nowhere", JANE_DOE.value())),
        new Stop("a member again", hasty, add(ROOM.value(), "plain-member")),
        new Stop("to a full room", CALLER, add("full-room", JANE_DOE.value())),
        new Stop("too many requests", hasty, add(ROOM.value(), JANE_DOE.value())));
  }

  private static Question add(String roomId, @Nullable String memberId) {
    CreateRoomMembership.Request request =
        new CreateRoomMembership.Request(ACCOUNT.value(), roomId, memberId, null);
    return (rooms, caller) -> rooms.createRoomMembership().execute(caller, request);
  }

  /** A request, and a few words about it. */
  private record Stop(String asked, Caller caller, Question question) {}
}
