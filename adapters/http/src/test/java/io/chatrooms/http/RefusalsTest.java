package io.chatrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.inmemory.InMemoryStore;
import io.chatrooms.testkit.FailingStore.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.chime.ChimeClient;
import software.amazon.awssdk.services.chime.model.BadRequestException;
import software.amazon.awssdk.services.chime.model.ChimeException;
import software.amazon.awssdk.services.chime.model.ConflictException;
import software.amazon.awssdk.services.chime.model.ForbiddenException;
import software.amazon.awssdk.services.chime.model.MembershipItem;
import software.amazon.awssdk.services.chime.model.NotFoundException;
import software.amazon.awssdk.services.chime.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.chime.model.ServiceFailureException;
import software.amazon.awssdk.services.chime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.chime.model.ThrottledClientException;
import software.amazon.awssdk.services.chime.model.UnauthorizedClientException;

/** Each error that an action can give, as a typed exception of the unmodified AWS SDK for Java. */
class RefusalsTest {
  private static final String ACCOUNT = DocumentedExample.ACCOUNT.value();
  private static final String ROOM = DocumentedExample.ROOM.value();
  private static final String JANE_DOE = DocumentedExample.JANE_DOE.value();

  private SignedHost host;

  @BeforeEach
  void start() throws Exception {
    host = SignedHost.start();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  /** A request for an action about the documented room and Jane Doe. */
  private interface Request {
    void send(ChimeClient client, String account);
  }

  /**
   * An action.
   *
   * @param request one that is well-formed
   * @param malformed one that is not
   * @param violation what the answer to it says
   */
  private record Action(String name, Request request, Request malformed, String violation) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Action> actions() {
    return Stream.of(
        new Action(
            "CreateRoomMembership",
            (c, a) -> c.createRoomMembership(r -> r.accountId(a).roomId(ROOM).memberId(JANE_DOE)),
            (c, a) ->
                c.createRoomMembership(
                    r -> r.accountId(a).roomId(ROOM).memberId(JANE_DOE).role("Owner")),
            "Role is neither Administrator nor Member"),
        new Action(
            "BatchCreateRoomMembership",
            (c, a) ->
                c.batchCreateRoomMembership(
                    r -> r.accountId(a).roomId(ROOM).membershipItemList(item(JANE_DOE))),
            (c, a) ->
                c.batchCreateRoomMembership(
                    r -> r.accountId(a).roomId(ROOM).membershipItemList(List.of())),
            "MembershipItemList is empty"),
        new Action(
            "UpdateRoomMembership",
            (c, a) -> c.updateRoomMembership(r -> r.accountId(a).roomId(ROOM).memberId(JANE_DOE)),
            (c, a) -> c.updateRoomMembership(r -> r.accountId(a).roomId(ROOM).memberId(" ")),
            "MemberId is empty or blank"),
        new Action(
            "DeleteRoomMembership",
            (c, a) -> c.deleteRoomMembership(r -> r.accountId(a).roomId(ROOM).memberId(JANE_DOE)),
            (c, a) ->
                c.deleteRoomMembership(r -> r.accountId(a).roomId(ROOM).memberId("x".repeat(129))),
            "MemberId has more than 128 code points"),
        new Action(
            "ListRoomMemberships",
            (c, a) -> c.listRoomMemberships(r -> r.accountId(a).roomId(ROOM)),
            (c, a) -> c.listRoomMemberships(r -> r.accountId(a).roomId(ROOM).nextToken("x")),
            "NextToken is not a token that this action returned for the same request"),
        new Action(
            "CreateRoom",
            (c, a) -> c.createRoom(r -> r.accountId(a).name("Launch")),
            (c, a) -> c.createRoom(r -> r.accountId(a).name(" ").clientRequestToken("!")),
            "Name is empty or blank; ClientRequestToken is not 2 to 64"),
        new Action(
            "GetRoom",
            (c, a) -> c.getRoom(r -> r.accountId(a).roomId(ROOM)),
            (c, a) -> c.getRoom(r -> r.accountId(a).roomId(" ")),
            "RoomId is empty or blank"),
        new Action(
            "UpdateRoom",
            (c, a) -> c.updateRoom(r -> r.accountId(a).roomId(ROOM).name("Landing")),
            (c, a) -> c.updateRoom(r -> r.accountId(a).roomId(ROOM).name("")),
            "Name is empty or blank"),
        new Action(
            "DeleteRoom",
            (c, a) -> c.deleteRoom(r -> r.accountId(a).roomId(ROOM)),
            (c, a) -> c.deleteRoom(r -> r.accountId(a).roomId("\n")),
            "RoomId is empty or blank"),
        new Action(
            "ListRooms",
            (c, a) -> c.listRooms(r -> r.accountId(a)),
            (c, a) -> c.listRooms(r -> r.accountId(a).maxResults(100)),
            "MaxResults is not a number from 1 to 99"));
  }

  private static MembershipItem item(String memberId) {
    return MembershipItem.builder().memberId(memberId).build();
  }

  /** The exception of this type, which names the fault. */
  private static void isTyped(
      Class<? extends ChimeException> type, int status, String message, Runnable request) {
    ChimeException e = catchThrowableOfType(type, request::run);
    assertThat(e).isExactlyInstanceOf(type);
    assertThat(e.statusCode()).isEqualTo(status);
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(type.getSimpleName());
    assertThat(e.awsErrorDetails().errorMessage()).startsWith(message);
    assertThat(e.requestId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  @ParameterizedTest
  @MethodSource("actions")
  void aMalformedRequestIsABadRequest(Action action) {
    isTyped(
        BadRequestException.class,
        400,
        action.violation,
        () -> action.malformed.send(host.alejandro(), ACCOUNT));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void aWrongSignatureIsUnauthorized(Action action) {
    host.alejandro();
    isTyped(
        UnauthorizedClientException.class,
        401,
        "The access key is unknown or the signature does not match",
        () -> action.request.send(host.client("KEY0", "another secret"), ACCOUNT));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void aCallerOfAnotherAccountIsForbidden(Action action) {
    isTyped(
        ForbiddenException.class,
        403,
        "The caller belongs to another account",
        () -> action.request.send(host.alejandro(), "another account"));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void anUnknownAccountIsNotFound(Action action) {
    AccountId unknown = new AccountId("unknown");
    isTyped(
        NotFoundException.class,
        404,
        "There is no such account",
        () ->
            action.request.send(
                host.client(Caller.accountAdministrator(unknown, "arn:x")), unknown.value()));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void tooManyRequestsAreThrottled(Action action) {
    host.rate = caller -> Optional.of(Duration.ofMillis(1));
    isTyped(
        ThrottledClientException.class,
        429,
        "Too many requests",
        () -> action.request.send(host.alejandro(), ACCOUNT));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void aBrokenStoreIsAServiceFailure(Action action) {
    host.store.failWith(Failure.broken());
    isTyped(
        ServiceFailureException.class,
        500,
        "The service failed",
        () -> action.request.send(host.alejandro(), ACCOUNT));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void anUnavailableStoreIsServiceUnavailable(Action action) {
    host.store.failWith(Failure.unavailable());
    isTyped(
        ServiceUnavailableException.class,
        503,
        "The service is unavailable",
        () -> action.request.send(host.alejandro(), ACCOUNT));
  }

  @Test
  void aMemberThatIsInTheRoomIsAConflict() {
    ChimeClient client = host.alejandro();
    client.createRoomMembership(r -> r.accountId(ACCOUNT).roomId(ROOM).memberId(JANE_DOE));
    isTyped(
        ConflictException.class,
        409,
        "The member is already in the room",
        () ->
            client.createRoomMembership(r -> r.accountId(ACCOUNT).roomId(ROOM).memberId(JANE_DOE)));
  }

  @Test
  void aFullRoomIsALimit() {
    ChimeClient client = host.withRoom("small", InvitePolicy.ADMINISTRATORS, 1).alejandro();
    host.withUser("first");
    client.createRoomMembership(r -> r.accountId(ACCOUNT).roomId("small").memberId("first"));
    isTyped(
        ResourceLimitExceededException.class,
        400,
        "The room has reached its limit of 1 memberships",
        () ->
            client.createRoomMembership(
                r -> r.accountId(ACCOUNT).roomId("small").memberId(JANE_DOE)));
  }

  @Test
  void anAccountWithTooManyRoomsIsALimit() throws Exception {
    InMemoryStore store = InMemoryStore.builder().accountRoomLimit(1).build();
    DocumentedExample.putInto(store);
    try (SignedHost small = new SignedHost(store)) {
      ChimeClient client = small.alejandro();
      isTyped(
          ResourceLimitExceededException.class,
          400,
          "The account has reached its limit of 1 rooms",
          () -> client.createRoom(r -> r.accountId(ACCOUNT).name("Launch")));
    }
  }

  /** Each action's own Forbidden or NotFound reaches the client with its reason. */
  @Test
  void theReasonIsThatOfTheRule() {
    ChimeClient alejandro = host.withUser("plain").alejandro();
    for (String member : List.of("plain", JANE_DOE)) {
      alejandro.createRoomMembership(
          r ->
              r.accountId(ACCOUNT)
                  .roomId(ROOM)
                  .memberId(member)
                  .role(member.equals(JANE_DOE) ? "Administrator" : "Member"));
    }
    ChimeClient plain = host.member("plain");
    forbidden(
        "Only administrators may add members to the room",
        () ->
            plain.batchCreateRoomMembership(
                r -> r.accountId(ACCOUNT).roomId(ROOM).membershipItemList(item("x"))));
    forbidden(
        "Only administrators may change a role",
        () -> plain.updateRoomMembership(r -> r.accountId(ACCOUNT).roomId(ROOM).memberId("plain")));
    forbidden(
        "Only administrators may remove other members",
        () ->
            plain.deleteRoomMembership(r -> r.accountId(ACCOUNT).roomId(ROOM).memberId(JANE_DOE)));
    forbidden(
        "Only administrators may change the room",
        () -> plain.updateRoom(r -> r.accountId(ACCOUNT).roomId(ROOM).name("Mine")));
    forbidden(
        "Only administrators may delete the room",
        () -> plain.deleteRoom(r -> r.accountId(ACCOUNT).roomId(ROOM)));
    forbidden(
        "A member may list only its own rooms",
        () -> plain.listRooms(r -> r.accountId(ACCOUNT).memberId(JANE_DOE)));
    forbidden(
        "The member is the last administrator of the room",
        () ->
            alejandro.deleteRoomMembership(
                r -> r.accountId(ACCOUNT).roomId(ROOM).memberId(JANE_DOE)));
    isTyped(
        NotFoundException.class,
        404,
        "The member is not in the room",
        () ->
            alejandro.deleteRoomMembership(
                r -> r.accountId(ACCOUNT).roomId(ROOM).memberId("unknown")));
  }

  private static void forbidden(String reason, Runnable request) {
    isTyped(ForbiddenException.class, 403, reason, request);
  }
}
