package io.chatrooms.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.SharedRule;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.store.TokenKey;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("ANY-02: actions under a request rate")
class ThrottledClientTest {
  private static final Caller ALICE = Caller.accountAdministrator(new AccountId("acme"), "alice");
  private static final Caller BOB = Caller.accountAdministrator(new AccountId("acme"), "bob");

  private final HandMovedClock clock = new HandMovedClock();
  private final ChatRooms chatRooms =
      ChatRooms.builder(new Unreachable(), InstantSource.fixed(Instant.EPOCH))
          .rate(new Rate(2, 3, Duration.ofSeconds(1)).on(clock))
          .build();

  @Test
  void any02_isDecidedBeforeTheRequestIsParsedAndBeforeTheStoreIsAsked() {
    assertThat(get(ALICE)).isInstanceOf(BadRequest.class);
    assertThat(get(ALICE)).isInstanceOf(BadRequest.class);

    Duration wait = Duration.ofNanos(333_333_334);
    assertThat(get(ALICE)).isEqualTo(new ThrottledClient(SharedRule.ANY_02, wait));
    assertThat(get(BOB)).isInstanceOf(BadRequest.class);

    clock.move(wait);
    assertThat(get(ALICE)).isInstanceOf(BadRequest.class);
  }

  @Test
  void any02_countsAllActionsOfACallerTogether() {
    assertThat(get(ALICE)).isInstanceOf(BadRequest.class);
    assertThat(delete(ALICE)).isInstanceOf(BadRequest.class);

    assertThat(delete(ALICE)).isInstanceOf(ThrottledClient.class);
    assertThat(get(ALICE)).isInstanceOf(ThrottledClient.class);
  }

  @Test
  void any02_isDecidedAfterAny01() {
    for (int i = 0; i < 5; i++) {
      assertThat(get(Caller.unauthenticated())).isInstanceOf(UnauthorizedClient.class);
    }
  }

  private GetRoomMembership.Result get(Caller caller) {
    return chatRooms
        .getRoomMembership()
        .execute(caller, new GetRoomMembership.Request(null, null, null));
  }

  private DeleteRoomMembership.Result delete(Caller caller) {
    return chatRooms
        .deleteRoomMembership()
        .execute(caller, new DeleteRoomMembership.Request(null, null, null));
  }

  /** No request reaches it: an error, unlike an exception, is not an outcome of an action. */
  private static final class Unreachable implements Store {
    @Override
    public AccountRepository accounts() {
      return unreachable(AccountRepository.class);
    }

    @Override
    public RoomRepository rooms() {
      return unreachable(RoomRepository.class);
    }

    @Override
    public MemberRepository members() {
      return unreachable(MemberRepository.class);
    }

    @Override
    public RoomMembershipRepository memberships() {
      return unreachable(RoomMembershipRepository.class);
    }

    @Override
    public TokenKey tokenKey() {
      return TokenKey.random();
    }

    private static <T> T unreachable(Class<T> port) {
      return port.cast(
          Proxy.newProxyInstance(
              port.getClassLoader(),
              new Class<?>[] {port},
              (proxy, method, arguments) -> {
                throw new AssertionError(method);
              }));
    }
  }
}
