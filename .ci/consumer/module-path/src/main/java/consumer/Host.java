package consumer;

import io.chatrooms.bucket4j.TokenBucketRate;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.http.ChimeServlet;
import io.chatrooms.http.Credential;
import io.chatrooms.inmemory.InMemoryStore;
import io.chatrooms.jdbc.Database;
import io.chatrooms.jdbc.JdbcStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Uses every enum once, so that a compiler warning about any of them would show. */
final class Host {
  private Host() {}

  /** Compiled but not run: the driver is the host's choice. */
  static JdbcStore inDatabase(DataSource dataSource) {
    return JdbcStore.builder(dataSource)
        .database(Database.POSTGRESQL)
        .schema("chat")
        .tablePrefix("host_")
        .createTables()
        .build();
  }

  /** Compiled but not mounted: the container is the host's choice. */
  static ChimeServlet onTheWire(ChatRooms chatRooms) {
    return ChimeServlet.builder(chatRooms)
        .signatureV4(
            key ->
                Optional.of(
                    new Credential(
                        "secret", Caller.accountAdministrator(new AccountId("a"), "host"))))
        .build();
  }

  public static void main(String[] args) {
    AccountId accountId = new AccountId("account");
    RoomId roomId = new RoomId("room");
    MemberId memberId = new MemberId("member");
    InMemoryStore store = InMemoryStore.builder().memberRoomLimit(10).build();
    store
        .accounts()
        .save(
            Account.builder()
                .accountId(accountId)
                .type(AccountType.ENTERPRISE_LWA)
                .status(AccountStatus.ACTIVE)
                .build());
    store
        .rooms()
        .save(
            Room.builder()
                .accountId(accountId)
                .roomId(roomId)
                .name("room")
                .createdBy("host")
                .createdAt(Clock.systemUTC().instant())
                .invitePolicy(InvitePolicy.ALL_MEMBERS)
                .build());
    store
        .members()
        .save(
            Member.builder()
                .accountId(accountId)
                .memberId(memberId)
                .type(MemberType.USER)
                .state(MemberState.REGISTERED)
                .build());
    ChatRooms chatRooms =
        ChatRooms.builder(store, Clock.systemUTC())
            .rate(TokenBucketRate.perCaller(10, 10, Duration.ofSeconds(1)))
            .observer(observation -> System.err.println(observation.action()))
            .build();
    CreateRoomMembership.Result result =
        chatRooms
            .createRoomMembership()
            .execute(
                Caller.accountAdministrator(accountId, "host"),
                new CreateRoomMembership.Request(
                    accountId.value(), roomId.value(), memberId.value(), null));
    if (onTheWire(chatRooms).getServletInfo().isEmpty()) {
      throw new IllegalStateException();
    }
    System.out.println(status(result));
  }

  /** On Java 17 a switch expression over the kind is exhaustive. */
  private static int status(CreateRoomMembership.Result result) {
    if (result instanceof CreateRoomMembership.Created) {
      return 201;
    }
    return switch (((Refusal) result).kind()) {
      case BAD_REQUEST, RESOURCE_LIMIT_EXCEEDED -> 400;
      case UNAUTHORIZED_CLIENT -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case THROTTLED_CLIENT -> 429;
      case SERVICE_FAILURE -> 500;
      case SERVICE_UNAVAILABLE -> 503;
    };
  }
}
