package consumer;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.http.ChimeServlet;
import io.chatrooms.jdbc.JdbcStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A Spring Boot application over a pool whose connections are not in auto-commit mode. */
@SpringBootApplication
public class Host {
  private static final AccountId ACCOUNT = new AccountId("account");
  private static final RoomId ROOM = new RoomId("room");
  private static final Caller ADMINISTRATOR = Caller.accountAdministrator(ACCOUNT, "host");

  @Bean
  JdbcStore ownTransactions(DataSource dataSource) {
    JdbcStore store = JdbcStore.builder(dataSource).createTables().build();
    store
        .accounts()
        .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
    store
        .rooms()
        .save(
            Room.builder()
                .accountId(ACCOUNT)
                .roomId(ROOM)
                .name("room")
                .createdBy("host")
                .createdAt(Instant.EPOCH)
                .build());
    for (String id : new String[] {"ann", "bob"}) {
      store
          .members()
          .save(
              Member.builder()
                  .accountId(ACCOUNT)
                  .memberId(new MemberId(id))
                  .type(MemberType.USER)
                  .build());
    }
    return store;
  }

  @Bean
  ServletRegistrationBean<ChimeServlet> chime(JdbcStore ownTransactions) {
    ChimeServlet servlet =
        ChimeServlet.builder(ChatRooms.of(ownTransactions, Clock.systemUTC()))
            .authenticatedBy((request, accountId) -> ADMINISTRATOR)
            .build();
    ServletRegistrationBean<ChimeServlet> registration =
        new ServletRegistrationBean<>(servlet, "/chime/*");
    registration.setAsyncSupported(true);
    return registration;
  }

  /** What the host does in transactions of its own. */
  @Service
  public static class Invitations {
    private final ChatRooms chatRooms;

    Invitations(JdbcStore tablesExist, DataSource dataSource) {
      JdbcStore joined =
          JdbcStore.builder(new TransactionAwareDataSourceProxy(dataSource))
              .joinTransactions(TransactionSynchronizationManager::isActualTransactionActive)
              .build();
      chatRooms = ChatRooms.of(joined, Clock.systemUTC());
    }

    @Transactional
    public String invite(String memberId, boolean fails) {
      String outcome = inviteOutside(memberId);
      if (fails) {
        throw new IllegalStateException(outcome);
      }
      return outcome;
    }

    public String inviteOutside(String memberId) {
      return chatRooms
          .createRoomMembership()
          .execute(
              ADMINISTRATOR,
              new CreateRoomMembership.Request(
                  ACCOUNT.value(), ROOM.value(), memberId, "Member"))
          .getClass()
          .getSimpleName();
    }

    @Transactional(readOnly = true)
    public boolean isIn(String memberId) {
      return chatRooms
              .getRoomMembership()
              .execute(
                  ADMINISTRATOR,
                  new GetRoomMembership.Request(ACCOUNT.value(), ROOM.value(), memberId))
          instanceof GetRoomMembership.Found;
    }
  }

  public static void main(String[] args) throws Exception {
    SpringApplication application = new SpringApplication(Host.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", "0",
            "spring.datasource.url", "jdbc:h2:mem:host",
            "spring.datasource.hikari.auto-commit", "false",
            "logging.level.root", "ERROR",
            "spring.main.banner-mode", "off"));
    try (ConfigurableApplicationContext context = application.run(args)) {
      Invitations invitations = context.getBean(Invitations.class);
      String rolledBack;
      try {
        rolledBack = invitations.invite("ann", true);
      } catch (IllegalStateException e) {
        rolledBack = e.getMessage() + ", then " + invitations.isIn("ann");
      }
      String outside = invitations.inviteOutside("ann") + ", then " + invitations.isIn("ann");
      String committed = invitations.invite("ann", false) + ", then " + invitations.isIn("ann");
      String port = context.getEnvironment().getProperty("local.server.port");
      HttpResponse<String> wire =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:"
                                  + port
                                  + "/chime/accounts/account/rooms/room/memberships"))
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString("{\"MemberId\": \"bob\"}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      System.out.printf(
          "%d on the wire; rolled back: %s; outside: %s; committed: %s%n",
          wire.statusCode(), rolledBack, outside, committed);
    }
  }
}
