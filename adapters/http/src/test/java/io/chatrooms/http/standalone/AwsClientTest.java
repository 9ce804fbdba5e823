package io.chatrooms.http.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.testkit.FailingStore.Failure;
import java.time.Duration;
import java.time.Instant;
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
import software.amazon.awssdk.services.chime.model.NotFoundException;
import software.amazon.awssdk.services.chime.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.chime.model.RoomMembership;
import software.amazon.awssdk.services.chime.model.RoomMembershipRole;
import software.amazon.awssdk.services.chime.model.ServiceFailureException;
import software.amazon.awssdk.services.chime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.chime.model.ThrottledClientException;
import software.amazon.awssdk.services.chime.model.UnauthorizedClientException;

/** The AWS SDK for Java, unmodified, over a real socket. */
class AwsClientTest {
  private static final int ATTEMPTS = 3;
  private static final AwsCredentials ALEJANDRO =
      AwsBasicCredentials.create("ALEJANDRO", Serving.SECRET);

  private final Serving serving = Serving.signed();

  @AfterEach
  void stop() {
    serving.close();
  }

  private static ChimeClient client(Serving serving, AwsCredentials credentials) {
    return ChimeClient.builder()
        .endpointOverride(serving.uri())
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
      Serving serving, AwsCredentials credentials, String account, String room, String member) {
    try (ChimeClient client = client(serving, credentials)) {
      return client.createRoomMembership(
          request -> request.accountId(account).roomId(room).memberId(member));
    }
  }

  private static CreateRoomMembershipResponse create(
      Serving serving, AwsCredentials credentials, String room, String member) {
    return create(serving, credentials, Serving.ACCOUNT.value(), room, member);
  }

  private CreateRoomMembershipResponse addJane() {
    return create(serving, ALEJANDRO, Serving.ROOM.value(), Serving.JANE_DOE.value());
  }

  @Test
  void theDocumentedExampleToTheLetter() {
    CreateRoomMembershipResponse response = addJane();

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

  @Test
  void theRoleAskedForIsTheRole() {
    try (ChimeClient client = client(serving, ALEJANDRO)) {
      assertThat(
              client
                  .createRoomMembership(
                      request ->
                          request
                              .accountId(Serving.ACCOUNT.value())
                              .roomId(Serving.ROOM.value())
                              .memberId(Serving.JANE_DOE.value())
                              .role(RoomMembershipRole.ADMINISTRATOR))
                  .roomMembership()
                  .role())
          .isEqualTo(RoomMembershipRole.ADMINISTRATOR);
    }
  }

  /** A refusal: how it comes about, and what the client makes of it. */
  private record Refusal(
      Class<? extends ChimeException> type,
      int status,
      int attempts,
      Function<Serving, CreateRoomMembershipResponse> asking) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  private static Refusal refusal(
      Class<? extends ChimeException> type,
      int status,
      int attempts,
      Function<Serving, CreateRoomMembershipResponse> asking) {
    return new Refusal(type, status, attempts, asking);
  }

  static Stream<Refusal> refusals() {
    String room = Serving.ROOM.value();
    String jane = Serving.JANE_DOE.value();
    return Stream.of(
        refusal(
            BadRequestException.class, 400, 1, serving -> create(serving, ALEJANDRO, " ", jane)),
        refusal(
            UnauthorizedClientException.class,
            401,
            0,
            serving ->
                create(serving, AwsBasicCredentials.create("ALEJANDRO", "wrong"), room, jane)),
        refusal(
            ForbiddenException.class,
            403,
            1,
            serving -> create(serving, ALEJANDRO, "another account", room, jane)),
        refusal(
            NotFoundException.class,
            404,
            1,
            serving -> create(serving, ALEJANDRO, "no such room", jane)),
        refusal(
            ConflictException.class,
            409,
            2,
            serving -> {
              create(serving, ALEJANDRO, room, jane);
              return create(serving, ALEJANDRO, room, jane);
            }),
        refusal(
            ResourceLimitExceededException.class,
            400,
            2,
            serving -> {
              serving.withRoom("small", 1).withUser("first");
              create(serving, ALEJANDRO, "small", "first");
              return create(serving, ALEJANDRO, "small", jane);
            }),
        refusal(
            ThrottledClientException.class,
            429,
            ATTEMPTS,
            serving ->
                create(
                    serving.limitedBy(caller -> Optional.of(Duration.ofMillis(1))),
                    ALEJANDRO,
                    room,
                    jane)),
        refusal(
            ServiceFailureException.class,
            500,
            ATTEMPTS,
            serving -> {
              serving.store.failWith(Failure.broken());
              return create(serving, ALEJANDRO, room, jane);
            }),
        refusal(
            ServiceUnavailableException.class,
            503,
            ATTEMPTS,
            serving -> {
              serving.store.failWith(Failure.unavailable());
              return create(serving, ALEJANDRO, room, jane);
            }));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void eachRefusalIsItsTypedException(Refusal refusal) {
    ChimeException e = catchThrowableOfType(refusal.type, () -> refusal.asking.apply(serving));
    assertThat(e).isExactlyInstanceOf(refusal.type);
    assertThat(e.statusCode()).isEqualTo(refusal.status);
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(refusal.type.getSimpleName());
    assertThat(e.awsErrorDetails().errorMessage()).isNotBlank();
    assertThat(e.requestId()).isNotBlank();
    assertThat(serving.requests).hasValue(refusal.attempts);
  }

  @Test
  void aClientThatRetriesGetsThrough() {
    serving.store.failWith(Failure.unavailable().times(1));
    assertThat(addJane().roomMembership().roomId()).isEqualTo(Serving.ROOM.value());
    assertThat(serving.requests).hasValue(2);
  }

  @Test
  void aClientThatIsThrottledOnceGetsThrough() {
    AtomicInteger asked = new AtomicInteger();
    serving.limitedBy(
        caller ->
            asked.getAndIncrement() == 0 ? Optional.of(Duration.ofNanos(1)) : Optional.empty());
    assertThat(addJane().roomMembership().roomId()).isEqualTo(Serving.ROOM.value());
  }

  @Test
  void afterAnUnknownOutcomeTheClientsRetryFindsTheMembership() {
    serving.store.failWith(Failure.unavailableAfterWriting().times(1));
    assertThat(catchThrowableOfType(ConflictException.class, this::addJane)).isNotNull();
    assertThat(
            serving
                .store
                .memberships()
                .find(new MembershipKey(Serving.ACCOUNT, Serving.ROOM, Serving.JANE_DOE)))
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
  void anyIdWillDo(String id) {
    serving.withRoom(id, 5).withUser(id);
    RoomMembership membership = create(serving, ALEJANDRO, id, id).roomMembership();
    assertThat(membership.roomId()).isEqualTo(id);
    assertThat(membership.member().memberId()).isEqualTo(id);
    assertThat(
            serving
                .store
                .memberships()
                .find(new MembershipKey(Serving.ACCOUNT, new RoomId(id), new MemberId(id))))
        .isPresent();
  }

  @Test
  void sessionCredentialsCarryTheirToken() {
    AwsCredentials session = AwsSessionCredentials.create("SESSION", Serving.SECRET, Serving.TOKEN);
    assertThat(
            create(serving, session, Serving.ROOM.value(), Serving.JANE_DOE.value())
                .roomMembership())
        .isNotNull();
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        Arguments.of(AwsBasicCredentials.create("NOBODY", Serving.SECRET)),
        Arguments.of(AwsBasicCredentials.create("SESSION", Serving.SECRET)),
        Arguments.of(AwsSessionCredentials.create("SESSION", Serving.SECRET, "another")),
        Arguments.of(AwsSessionCredentials.create("ALEJANDRO", Serving.SECRET, Serving.TOKEN)));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void strangersAreUnauthorized(AwsCredentials credentials) {
    String room = Serving.ROOM.value();
    String jane = Serving.JANE_DOE.value();
    assertThat(
            catchThrowableOfType(
                UnauthorizedClientException.class, () -> create(serving, credentials, room, jane)))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {-301, 301, 3_600})
  void aClockThatIsOffIsUnauthorized(int seconds) {
    try (Serving skewed = Serving.signed(Duration.ofSeconds(seconds))) {
      UnauthorizedClientException e =
          catchThrowableOfType(
              UnauthorizedClientException.class,
              () -> create(skewed, ALEJANDRO, Serving.ROOM.value(), Serving.JANE_DOE.value()));
      assertThat(e.awsErrorDetails().errorMessage()).contains("5 minutes");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-280, 280})
  void aClockThatIsALittleOffWillDo(int seconds) {
    try (Serving skewed = Serving.signed(Duration.ofSeconds(seconds))) {
      assertThat(
              create(skewed, ALEJANDRO, Serving.ROOM.value(), Serving.JANE_DOE.value())
                  .roomMembership())
          .isNotNull();
    }
  }

  @Test
  void anActionThatIsNotThereIsAnUnknownOperation() {
    try (ChimeClient client = client(serving, ALEJANDRO)) {
      ChimeException e =
          catchThrowableOfType(
              ChimeException.class,
              () -> client.getRoom(r -> r.accountId("a").roomId(Serving.ROOM.value())));
      assertThat(e.statusCode()).isEqualTo(404);
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
    }
  }
}
