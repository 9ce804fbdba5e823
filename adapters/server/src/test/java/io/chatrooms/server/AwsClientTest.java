package io.chatrooms.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.testkit.FailingStore.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.chime.ChimeClient;
import software.amazon.awssdk.services.chime.model.BadRequestException;
import software.amazon.awssdk.services.chime.model.ChimeException;
import software.amazon.awssdk.services.chime.model.ConflictException;
import software.amazon.awssdk.services.chime.model.CreateRoomMembershipResponse;
import software.amazon.awssdk.services.chime.model.ForbiddenException;
import software.amazon.awssdk.services.chime.model.MemberType;
import software.amazon.awssdk.services.chime.model.MembershipItem;
import software.amazon.awssdk.services.chime.model.NotFoundException;
import software.amazon.awssdk.services.chime.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.chime.model.Room;
import software.amazon.awssdk.services.chime.model.RoomMembership;
import software.amazon.awssdk.services.chime.model.RoomMembershipRole;
import software.amazon.awssdk.services.chime.model.ServiceFailureException;
import software.amazon.awssdk.services.chime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.chime.model.ThrottledClientException;
import software.amazon.awssdk.services.chime.model.UnauthorizedClientException;

/** The unmodified AWS SDK for Java against the server. */
class AwsClientTest {
  private static final int ATTEMPTS = 3;
  private static final AwsCredentials ALEJANDRO =
      AwsBasicCredentials.create("ALEJANDRO", RunningServer.SECRET);

  private final RunningServer server = RunningServer.signed();

  @AfterEach
  void stop() {
    server.close();
  }

  private static ChimeClient client(RunningServer server, AwsCredentials credentials) {
    return ChimeClient.builder()
        .endpointOverride(server.uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(
            configuration ->
                configuration.retryStrategy(
                    retries ->
                        retries
                            .maxAttempts(ATTEMPTS)
                            .backoffStrategy(BackoffStrategy.retryImmediately())
                            .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())))
        .build();
  }

  private static CreateRoomMembershipResponse create(
      RunningServer server,
      AwsCredentials credentials,
      String account,
      String room,
      String member) {
    try (ChimeClient client = client(server, credentials)) {
      return client.createRoomMembership(
          request -> request.accountId(account).roomId(room).memberId(member));
    }
  }

  private static CreateRoomMembershipResponse create(
      RunningServer server, AwsCredentials credentials, String room, String member) {
    return create(server, credentials, RunningServer.ACCOUNT.value(), room, member);
  }

  private CreateRoomMembershipResponse addJaneDoe() {
    return create(server, ALEJANDRO, RunningServer.ROOM.value(), RunningServer.JANE_DOE.value());
  }

  @Test
  void theDocumentedExampleGetsTheDocumentedAnswer() {
    CreateRoomMembershipResponse response = addJaneDoe();

    assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(response.responseMetadata().requestId())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(response.roomMembership())
        .isEqualTo(
            RoomMembership.builder()
                .roomId("abcd1e2d-3e45-6789-01f2-3g45h67i890j")
                .member(
                    member ->
                        member
                            .memberId("1ab2345c-67de-8901-f23g-45h678901j2k")
                            .memberType(MemberType.USER)
                            .email("")
                            .fullName("Jane Doe")
                            .accountId("12a3456b-7c89-012d-3456-78901e23fg45"))
                .role(RoomMembershipRole.MEMBER)
                .invitedBy("arn:aws:iam::111122223333:user/alejandro")
                .updatedTimestamp(Instant.parse("2019-12-02T22:36:41.969Z"))
                .build());
  }

  /** The same header in different spellings, on one connection. */
  @Test
  void signedHeadersAreVerifiedAsSent() {
    try (ChimeClient client = client(server, ALEJANDRO)) {
      for (String type :
          List.of(
              "application/json; charset=UTF-8", "application/json;charset=utf-8", "A/B", "a/b")) {
        assertThat(
                catchThrowableOfType(
                    NotFoundException.class,
                    () ->
                        client.createRoomMembership(
                            request ->
                                request
                                    .accountId(RunningServer.ACCOUNT.value())
                                    .roomId("unknown")
                                    .memberId("unknown")
                                    .overrideConfiguration(
                                        headers ->
                                            headers
                                                .putHeader("Content-Type", type)
                                                .putHeader("Accept", type)))))
            .as(type)
            .isNotNull();
      }
    }
  }

  @Test
  void theRequestedRoleIsGranted() {
    try (ChimeClient client = client(server, ALEJANDRO)) {
      assertThat(
              client
                  .createRoomMembership(
                      request ->
                          request
                              .accountId(RunningServer.ACCOUNT.value())
                              .roomId(RunningServer.ROOM.value())
                              .memberId(RunningServer.JANE_DOE.value())
                              .role(RoomMembershipRole.ADMINISTRATOR))
                  .roomMembership()
                  .role())
          .isEqualTo(RoomMembershipRole.ADMINISTRATOR);
    }
  }

  /** A request that is refused, and what the client makes of the refusal. */
  private record Refusal(
      Class<? extends ChimeException> type,
      int status,
      int attempts,
      Function<RunningServer, CreateRoomMembershipResponse> request) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  private static Refusal refusal(
      Class<? extends ChimeException> type,
      int status,
      int attempts,
      Function<RunningServer, CreateRoomMembershipResponse> request) {
    return new Refusal(type, status, attempts, request);
  }

  static Stream<Refusal> refusals() {
    String room = RunningServer.ROOM.value();
    String jane = RunningServer.JANE_DOE.value();
    return Stream.of(
        refusal(BadRequestException.class, 400, 1, server -> create(server, ALEJANDRO, " ", jane)),
        refusal(
            UnauthorizedClientException.class,
            401,
            0,
            server -> create(server, AwsBasicCredentials.create("ALEJANDRO", "wrong"), room, jane)),
        refusal(
            ForbiddenException.class,
            403,
            1,
            server -> create(server, ALEJANDRO, "another account", room, jane)),
        refusal(
            NotFoundException.class,
            404,
            1,
            server -> create(server, ALEJANDRO, "no such room", jane)),
        refusal(
            ConflictException.class,
            409,
            2,
            server -> {
              create(server, ALEJANDRO, room, jane);
              return create(server, ALEJANDRO, room, jane);
            }),
        refusal(
            ResourceLimitExceededException.class,
            400,
            2,
            server -> {
              server.withRoom("small", 1).withUser("first");
              create(server, ALEJANDRO, "small", "first");
              return create(server, ALEJANDRO, "small", jane);
            }),
        refusal(
            ThrottledClientException.class,
            429,
            ATTEMPTS,
            server ->
                create(
                    server.limitedBy(caller -> Optional.of(Duration.ofMillis(1))),
                    ALEJANDRO,
                    room,
                    jane)),
        refusal(
            ServiceFailureException.class,
            500,
            ATTEMPTS,
            server -> {
              server.store.failWith(Failure.broken());
              return create(server, ALEJANDRO, room, jane);
            }),
        refusal(
            ServiceUnavailableException.class,
            503,
            ATTEMPTS,
            server -> {
              server.store.failWith(Failure.unavailable());
              return create(server, ALEJANDRO, room, jane);
            }));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void eachRefusalIsATypedException(Refusal refusal) {
    ChimeException e = catchThrowableOfType(refusal.type, () -> refusal.request.apply(server));
    assertThat(e).isExactlyInstanceOf(refusal.type);
    assertThat(e.statusCode()).isEqualTo(refusal.status);
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(refusal.type.getSimpleName());
    assertThat(e.awsErrorDetails().errorMessage()).isNotBlank();
    assertThat(e.requestId()).isNotBlank();
    assertThat(server.requests).hasValue(refusal.attempts);
  }

  @Test
  void aRetrySucceedsAfterAFailure() {
    server.store.failWith(Failure.unavailable().times(1));
    assertThat(addJaneDoe().roomMembership().roomId()).isEqualTo(RunningServer.ROOM.value());
    assertThat(server.requests).hasValue(2);
  }

  @Test
  void aRetrySucceedsAfterThrottling() {
    AtomicInteger calls = new AtomicInteger();
    server.limitedBy(
        caller ->
            calls.getAndIncrement() == 0 ? Optional.of(Duration.ofNanos(1)) : Optional.empty());
    assertThat(addJaneDoe().roomMembership().roomId()).isEqualTo(RunningServer.ROOM.value());
  }

  @Test
  void aRetryAfterAnUnknownOutcomeFindsTheMembership() {
    server.store.failWith(Failure.unavailableAfterWriting().times(1));
    assertThat(catchThrowableOfType(ConflictException.class, this::addJaneDoe)).isNotNull();
    assertThat(
            server
                .store
                .memberships()
                .find(
                    new MembershipKey(
                        RunningServer.ACCOUNT, RunningServer.ROOM, RunningServer.JANE_DOE)))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        " leading and trailing ",
        "a/b",
        "/",
        "//",
        "a//b/",
        "100%",
        "%2F",
        "%25",
        "%zz",
        "a+b",
        "a&b=c?d#e",
        "a;b=c",
        "a\\b",
        "a:b@c",
        "[x]{y}|^`\"<>",
        "'()*!~-_.,$",
        "...",
        "a..b",
        "caf\u00e9",
        "cafe\u0301",
        "\u65e5\u672c\u8a9e",
        "\ud83d\ude00",
        "\uffff\ue000",
        "a\nb",
        "\t.",
        "\u200b",
        "\u0001\u007f\u0085x"
      })
  void anyValidIdIsAccepted(String id) {
    server.withRoom(id, 5).withUser(id);
    RoomMembership membership = create(server, ALEJANDRO, id, id).roomMembership();
    assertThat(membership.roomId()).isEqualTo(id);
    assertThat(membership.member().memberId()).isEqualTo(id);
    assertThat(
            server
                .store
                .memberships()
                .find(new MembershipKey(RunningServer.ACCOUNT, new RoomId(id), new MemberId(id))))
        .isPresent();
  }

  @Test
  void temporaryCredentialsAreAccepted() {
    AwsCredentials session =
        AwsSessionCredentials.create("SESSION", RunningServer.SECRET, RunningServer.TOKEN);
    assertThat(
            create(server, session, RunningServer.ROOM.value(), RunningServer.JANE_DOE.value())
                .roomMembership())
        .isNotNull();
  }

  static Stream<Arguments> wrongCredentials() {
    return Stream.of(
        Arguments.of(AwsBasicCredentials.create("NOBODY", RunningServer.SECRET)),
        Arguments.of(AwsBasicCredentials.create("SESSION", RunningServer.SECRET)),
        Arguments.of(AwsSessionCredentials.create("SESSION", RunningServer.SECRET, "another")),
        Arguments.of(
            AwsSessionCredentials.create("ALEJANDRO", RunningServer.SECRET, RunningServer.TOKEN)));
  }

  @ParameterizedTest
  @MethodSource("wrongCredentials")
  void wrongCredentialsAreUnauthorized(AwsCredentials credentials) {
    String room = RunningServer.ROOM.value();
    String jane = RunningServer.JANE_DOE.value();
    assertThat(
            catchThrowableOfType(
                UnauthorizedClientException.class, () -> create(server, credentials, room, jane)))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {-301, 301, 3_600})
  void aClientCorrectsAClockSkewOverFiveMinutes(int seconds) {
    try (RunningServer skewed = RunningServer.signed(Duration.ofSeconds(seconds))) {
      assertThat(
              create(skewed, ALEJANDRO, RunningServer.ROOM.value(), RunningServer.JANE_DOE.value())
                  .roomMembership())
          .isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-280, 280})
  void aSmallerClockSkewIsAccepted(int seconds) {
    try (RunningServer skewed = RunningServer.signed(Duration.ofSeconds(seconds))) {
      assertThat(
              create(skewed, ALEJANDRO, RunningServer.ROOM.value(), RunningServer.JANE_DOE.value())
                  .roomMembership())
          .isNotNull();
    }
  }

  /** All ten actions, in the order in which a room lives. */
  @Test
  void aRoomLives() {
    List<String> members = List.of("ada", "bob", "cyd", "dan", "eve");
    members.forEach(server::withUser);
    String account = RunningServer.ACCOUNT.value();
    try (ChimeClient client = client(server, ALEJANDRO)) {
      Room created = client.createRoom(r -> r.accountId(account).name("Launch")).room();
      String room = created.roomId();
      assertThat(created.createdBy()).isEqualTo(RunningServer.ALEJANDRO);

      assertThat(
              client
                  .batchCreateRoomMembership(
                      r ->
                          r.accountId(account)
                              .roomId(room)
                              .membershipItemList(
                                  Stream.concat(members.stream(), Stream.of("nobody"))
                                      .map(id -> MembershipItem.builder().memberId(id).build())
                                      .toList()))
                  .errors())
          .extracting(error -> error.memberId() + " " + error.errorCode())
          .containsExactly("nobody NotFound");
      client.createRoomMembership(
          r -> r.accountId(account).roomId(room).memberId(RunningServer.JANE_DOE.value()));
      assertThat(occupants(client, room))
          .containsExactly(
              RunningServer.JANE_DOE.value() + " Member",
              "ada Member",
              "bob Member",
              "cyd Member",
              "dan Member",
              "eve Member");

      client.updateRoomMembership(
          r ->
              r.accountId(account)
                  .roomId(room)
                  .memberId("eve")
                  .role(RoomMembershipRole.ADMINISTRATOR));
      for (String member : List.of("ada", "bob", "cyd", RunningServer.JANE_DOE.value())) {
        client.deleteRoomMembership(r -> r.accountId(account).roomId(room).memberId(member));
      }
      assertThat(occupants(client, room)).containsExactly("dan Member", "eve Administrator");

      client.updateRoom(r -> r.accountId(account).roomId(room).name("Landing"));
      Room renamed = client.getRoom(r -> r.accountId(account).roomId(room)).room();
      assertThat(renamed).isEqualTo(created.toBuilder().name("Landing").build());
      assertThat(client.listRooms(r -> r.accountId(account).memberId("eve")).rooms())
          .containsExactly(renamed);

      client.deleteRoom(r -> r.accountId(account).roomId(room));
      assertThat(client.listRooms(r -> r.accountId(account).memberId("eve")).rooms()).isEmpty();
      assertThat(
              catchThrowableOfType(
                  NotFoundException.class,
                  () -> client.getRoom(r -> r.accountId(account).roomId(room))))
          .isNotNull();
    }
  }

  private static List<String> occupants(ChimeClient client, String room) {
    return client
        .listRoomMembershipsPaginator(
            r -> r.accountId(RunningServer.ACCOUNT.value()).roomId(room).maxResults(2))
        .stream()
        .flatMap(page -> page.roomMemberships().stream())
        .map(each -> each.member().memberId() + " " + each.roleAsString())
        .toList();
  }

  @Test
  void anotherActionOfTheClosedServiceIsAnUnknownOperation() {
    try (ChimeClient client = client(server, ALEJANDRO)) {
      ChimeException e =
          catchThrowableOfType(
              ChimeException.class,
              () -> client.getAccount(r -> r.accountId(RunningServer.ACCOUNT.value())));
      assertThat(e.statusCode()).isEqualTo(404);
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
    }
  }
}
