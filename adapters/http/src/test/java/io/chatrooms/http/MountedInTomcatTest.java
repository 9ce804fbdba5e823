package io.chatrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.inmemory.InMemoryStore;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.chime.ChimeClient;
import software.amazon.awssdk.services.chime.model.BadRequestException;
import software.amazon.awssdk.services.chime.model.ChimeException;
import software.amazon.awssdk.services.chime.model.RoomMembership;
import software.amazon.awssdk.services.chime.model.ServiceFailureException;
import software.amazon.awssdk.services.chime.model.UnauthorizedClientException;

/** The servlet as a host mounts it: in another container, below a path. */
class MountedInTomcatTest {
  private static final AccountId ACCOUNT = new AccountId("account");
  private static final RoomId ROOM = new RoomId("a/room");
  private static final MemberId MEMBER = new MemberId("member");
  private static final Caller.Authenticated ADMINISTRATOR =
      Caller.accountAdministrator(ACCOUNT, "administrator");

  @TempDir private Path directory;

  private static CreateRoomMembership action() {
    Store store = InMemoryStore.create();
    store
        .accounts()
        .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
    store
        .rooms()
        .save(
            Room.builder()
                .accountId(ACCOUNT)
                .roomId(ROOM)
                .name("")
                .createdBy("creator")
                .createdAt(Instant.EPOCH)
                .build());
    store
        .members()
        .save(Member.builder().accountId(ACCOUNT).memberId(MEMBER).type(MemberType.USER).build());
    return new CreateRoomMembership(store.memberships(), Clock.systemUTC());
  }

  private static ChimeServlet.Builder servlet() {
    return ChimeServlet.builder().createRoomMembership(action());
  }

  /** What a client gets of a servlet that is mounted below a path. */
  private RoomMembership asked(ChimeServlet servlet, String room) throws Exception {
    return asked(
        context -> {
          Tomcat.addServlet(context, "chime", servlet).setAsyncSupported(true);
          context.addServletMapping("/chime/*", "chime");
        },
        "/host/chime",
        room);
  }

  private RoomMembership asked(Consumer<Context> mounting, String path, String room)
      throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    Context context = tomcat.addContext("/host", null);
    mounting.accept(context);
    tomcat.start();
    int port = tomcat.getConnector().getLocalPort();
    try (ChimeClient client =
        ChimeClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port + path))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("KEY", "SECRET")))
            .build()) {
      return client
          .createRoomMembership(
              r -> r.accountId(ACCOUNT.value()).roomId(room).memberId(MEMBER.value()))
          .roomMembership();
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Test
  void belowAPathItAnswersAllTheSame() throws Exception {
    Credential credential = new Credential("SECRET", ADMINISTRATOR);
    RoomMembership membership =
        asked(servlet().signatureV4(key -> Optional.of(credential)).build(), ROOM.value());
    assertThat(membership.roomId()).isEqualTo("a/room");
  }

  @Test
  void theReadmeMountsItRight() throws Exception {
    Credential credential = new Credential("SECRET", ADMINISTRATOR);
    RoomMembership membership =
        asked(
            context ->
                context.addServletContainerInitializer(
                    (classes, servlets) ->
                        Mounting.mount(servlets, action(), key -> Optional.of(credential)),
                    null),
            "/host",
            ROOM.value());
    assertThat(membership.roomId()).isEqualTo("a/room");
  }

  @Test
  void asTheDefaultItAnswersToo() throws Exception {
    ChimeServlet servlet = servlet().authenticatedBy((request, account) -> ADMINISTRATOR).build();
    RoomMembership membership =
        asked(
            context -> {
              Tomcat.addServlet(context, "chime", servlet).setAsyncSupported(true);
              context.addServletMapping("/", "chime");
            },
            "/host",
            ROOM.value());
    assertThat(membership.roomId()).isEqualTo("a/room");
  }

  @Test
  void aServletThatIsMountedWithoutAsyncSupportSaysSo() {
    ChimeServlet servlet = servlet().authenticatedBy((request, account) -> ADMINISTRATOR).build();
    assertThat(
            catchThrowableOfType(
                ChimeException.class,
                () ->
                    asked(
                        context -> {
                          Tomcat.addServlet(context, "chime", servlet);
                          context.addServletMapping("/*", "chime");
                        },
                        "/host",
                        ROOM.value())))
        .extracting(ChimeException::statusCode)
        .isEqualTo(500);
  }

  @Test
  void aServletHasToBeToldWhoAsks() {
    assertThatThrownBy(() -> servlet().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("signatureV4");
  }

  @Test
  void theHostTellsWhoAsks() throws Exception {
    ChimeServlet servlet =
        servlet().authenticatedBy((request, account) -> caller(request, account)).build();
    assertThat(asked(servlet, ROOM.value()).invitedBy()).isEqualTo("administrator of account");
  }

  private static Caller caller(HttpServletRequest request, AccountId account) {
    assertThat(request.getHeader("Authorization")).isNotNull();
    return Caller.accountAdministrator(account, "administrator of " + account.value());
  }

  @Test
  void whomTheHostDoesNotKnowIsUnauthorizedWhateverIsAsked() {
    ChimeServlet servlet =
        servlet().authenticatedBy((request, account) -> Caller.unauthenticated()).build();
    assertThat(catchThrowableOfType(UnauthorizedClientException.class, () -> asked(servlet, " ")))
        .isNotNull();
  }

  @Test
  void aHostThatFailsIsAServiceFailure() {
    ChimeServlet servlet =
        servlet()
            .authenticatedBy(
                (request, account) -> {
                  throw new IllegalStateException("secret");
                })
            .build();
    assertThat(
            catchThrowableOfType(ServiceFailureException.class, () -> asked(servlet, ROOM.value())))
        .hasMessageNotContaining("secret");
  }

  @Test
  void aBadRequestIsOne() {
    ChimeServlet servlet = servlet().authenticatedBy((request, account) -> ADMINISTRATOR).build();
    assertThat(catchThrowableOfType(BadRequestException.class, () -> asked(servlet, " ")))
        .hasMessageContaining("RoomId has no character");
  }
}
