package io.chatrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.room.RoomId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
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

/** The servlet in a host that uses Tomcat, with various mappings and ways to authenticate. */
class MountedInTomcatTest {
  /** A slash in an id is the hardest case for a container. */
  private static final RoomId ROOM = new RoomId("a/room");

  @TempDir private Path directory;

  private static ChatRooms chatRooms() {
    Store store = DocumentedExample.store();
    store.rooms().save(DocumentedExample.room(ROOM));
    return ChatRooms.of(store, Clock.systemUTC());
  }

  private static ChimeServlet.Builder servlet() {
    return ChimeServlet.builder(chatRooms());
  }

  /** Adds Jane Doe to a room through a servlet that is mapped to a path prefix. */
  private RoomMembership addJaneDoe(ChimeServlet servlet, String room) throws Exception {
    return addJaneDoe(
        context -> {
          Tomcat.addServlet(context, "chime", servlet).setAsyncSupported(true);
          context.addServletMapping("/chime/*", "chime");
        },
        "/host/chime",
        room);
  }

  private RoomMembership addJaneDoe(Consumer<Context> mounting, String path, String room)
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
              r ->
                  r.accountId(DocumentedExample.ACCOUNT.value())
                      .roomId(room)
                      .memberId(DocumentedExample.JANE_DOE.value()))
          .roomMembership();
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Test
  void canBeMappedToAPathPrefix() throws Exception {
    Credential credential = new Credential("SECRET", DocumentedExample.ALEJANDRO);
    RoomMembership membership =
        addJaneDoe(servlet().signatureV4(key -> Optional.of(credential)).build(), ROOM.value());
    assertThat(membership.roomId()).isEqualTo("a/room");
  }

  @Test
  void theReadmesMountingWorks() throws Exception {
    Credential credential = new Credential("SECRET", DocumentedExample.ALEJANDRO);
    RoomMembership membership =
        addJaneDoe(
            context ->
                context.addServletContainerInitializer(
                    (classes, servlets) ->
                        Mounting.mount(servlets, chatRooms(), key -> Optional.of(credential)),
                    null),
            "/host",
            ROOM.value());
    assertThat(membership.roomId()).isEqualTo("a/room");
  }

  @Test
  void canBeTheDefaultServlet() throws Exception {
    ChimeServlet servlet =
        servlet().authenticatedBy((request, account) -> DocumentedExample.ALEJANDRO).build();
    RoomMembership membership =
        addJaneDoe(
            context -> {
              Tomcat.addServlet(context, "chime", servlet).setAsyncSupported(true);
              context.addServletMapping("/", "chime");
            },
            "/host",
            ROOM.value());
    assertThat(membership.roomId()).isEqualTo("a/room");
  }

  @Test
  void failsWithoutAsyncSupport() {
    ChimeServlet servlet =
        servlet().authenticatedBy((request, account) -> DocumentedExample.ALEJANDRO).build();
    assertThat(
            catchThrowableOfType(
                ChimeException.class,
                () ->
                    addJaneDoe(
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
  void requiresAWayToAuthenticate() {
    assertThatThrownBy(() -> servlet().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("signatureV4");
  }

  @Test
  void theHostMayAuthenticateCallers() throws Exception {
    ChimeServlet servlet =
        servlet().authenticatedBy((request, account) -> caller(request, account)).build();
    assertThat(addJaneDoe(servlet, ROOM.value()).invitedBy())
        .isEqualTo("administrator of " + DocumentedExample.ACCOUNT.value());
  }

  private static Caller caller(HttpServletRequest request, AccountId account) {
    assertThat(request.getHeader("Authorization")).isNotNull();
    return Caller.accountAdministrator(account, "administrator of " + account.value());
  }

  @Test
  void anUnauthenticatedCallerIsUnauthorizedEvenIfTheRequestIsInvalid() {
    ChimeServlet servlet =
        servlet().authenticatedBy((request, account) -> Caller.unauthenticated()).build();
    assertThat(
            catchThrowableOfType(UnauthorizedClientException.class, () -> addJaneDoe(servlet, " ")))
        .isNotNull();
  }

  @Test
  void anExceptionOfTheHostIsAServiceFailure() {
    ChimeServlet servlet =
        servlet()
            .authenticatedBy(
                (request, account) -> {
                  throw new IllegalStateException("secret");
                })
            .build();
    assertThat(
            catchThrowableOfType(
                ServiceFailureException.class, () -> addJaneDoe(servlet, ROOM.value())))
        .hasMessageNotContaining("secret");
  }

  @Test
  void anInvalidRequestIsABadRequest() {
    ChimeServlet servlet =
        servlet().authenticatedBy((request, account) -> DocumentedExample.ALEJANDRO).build();
    assertThat(catchThrowableOfType(BadRequestException.class, () -> addJaneDoe(servlet, " ")))
        .hasMessageContaining("RoomId is empty or blank");
  }
}
