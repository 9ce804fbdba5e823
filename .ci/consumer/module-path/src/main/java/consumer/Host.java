package consumer;

import io.chatrooms.bucket4j.TokenBucketRate;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;
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

/** Uses every enum and every case once, so that a warning about any of them would show. */
final class Host {
  private Host() {}

  /** Compiled, not run: a driver is the host's choice. */
  static JdbcStore inDatabase(DataSource dataSource) {
    return JdbcStore.builder(dataSource)
        .database(Database.POSTGRESQL)
        .schema("chat")
        .tablePrefix("host_")
        .createTables()
        .build();
  }

  /** Mounted where the host has a container. */
  static ChimeServlet onTheWire(CreateRoomMembership createRoomMembership) {
    return ChimeServlet.builder()
        .createRoomMembership(createRoomMembership)
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
    CreateRoomMembership createRoomMembership =
        new CreateRoomMembership(
            store.memberships(),
            Clock.systemUTC(),
            TokenBucketRate.perCaller(10, 10, Duration.ofSeconds(1)));
    CreateRoomMembershipResult result =
        createRoomMembership.execute(
            Caller.accountAdministrator(accountId, "host"),
            CreateRoomMembershipRequest.builder()
                .accountId(accountId.value())
                .roomId(roomId.value())
                .memberId(memberId.value())
                .build());
    if (onTheWire(createRoomMembership).getServletInfo().isEmpty()) {
      throw new IllegalStateException();
    }
    System.out.println(result.match(new Status()));
  }

  private static final class Status implements CreateRoomMembershipResult.Cases<Integer> {
    @Override
    public Integer created(Created created) {
      return 201;
    }

    @Override
    public Integer badRequest(BadRequest badRequest) {
      return 400;
    }

    @Override
    public Integer unauthorizedClient(UnauthorizedClient unauthorizedClient) {
      return 401;
    }

    @Override
    public Integer forbidden(Forbidden forbidden) {
      return 403;
    }

    @Override
    public Integer notFound(NotFound notFound) {
      return 404;
    }

    @Override
    public Integer conflict(Conflict conflict) {
      return 409;
    }

    @Override
    public Integer resourceLimitExceeded(ResourceLimitExceeded resourceLimitExceeded) {
      return 400;
    }

    @Override
    public Integer throttledClient(ThrottledClient throttledClient) {
      return 429;
    }

    @Override
    public Integer serviceUnavailable(ServiceUnavailable serviceUnavailable) {
      return 503;
    }

    @Override
    public Integer serviceFailure(ServiceFailure serviceFailure) {
      return 500;
    }
  }
}
