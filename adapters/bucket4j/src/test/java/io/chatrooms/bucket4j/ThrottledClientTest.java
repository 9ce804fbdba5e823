package io.chatrooms.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CRM-02: the action under a request rate")
class ThrottledClientTest {
  private static final Caller ALICE = Caller.accountAdministrator(new AccountId("acme"), "alice");
  private static final Caller BOB = Caller.accountAdministrator(new AccountId("acme"), "bob");
  private static final CreateRoomMembershipRequest NOTHING =
      CreateRoomMembershipRequest.builder().build();

  private final HandMovedClock clock = new HandMovedClock();
  private final CreateRoomMembership action =
      new CreateRoomMembership(
          new OutOfBounds(),
          InstantSource.fixed(Instant.EPOCH),
          new Rate(2, 3, Duration.ofSeconds(1)).on(clock));

  @Test
  void crm02_comesBeforeWhatIsAskedAndBeforeTheStore() {
    assertThat(action.execute(ALICE, NOTHING)).isInstanceOf(BadRequest.class);
    assertThat(action.execute(ALICE, NOTHING)).isInstanceOf(BadRequest.class);

    Duration wait = Duration.ofNanos(333_333_334);
    assertThat(action.execute(ALICE, NOTHING)).isEqualTo(new ThrottledClient(wait));
    assertThat(action.execute(BOB, NOTHING)).isInstanceOf(BadRequest.class);

    clock.move(wait);
    assertThat(action.execute(ALICE, NOTHING)).isInstanceOf(BadRequest.class);
  }

  @Test
  void crm02_comesAfterCrm01() {
    for (int i = 0; i < 5; i++) {
      assertThat(action.execute(Caller.unauthenticated(), NOTHING))
          .isInstanceOf(UnauthorizedClient.class);
    }
  }

  /** Nobody gets this far: an error, unlike an exception, is not an outcome of the action. */
  private static final class OutOfBounds implements RoomMembershipRepository {
    @Override
    public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
      throw new AssertionError();
    }

    @Override
    public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
      throw new AssertionError();
    }

    @Override
    public Optional<RoomMembership> find(MembershipKey key) {
      throw new AssertionError();
    }

    @Override
    public ChangeOutcome changeRole(MembershipFacts seen, Role role, Instant updatedAt) {
      throw new AssertionError();
    }

    @Override
    public ChangeOutcome remove(MembershipFacts seen) {
      throw new AssertionError();
    }

    @Override
    public int removeAllOf(AccountId accountId, MemberId memberId) {
      throw new AssertionError();
    }

    @Override
    public Page<RoomMembership> listByRoom(
        AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
      throw new AssertionError();
    }

    @Override
    public Page<RoomMembership> listByMember(
        AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
      throw new AssertionError();
    }
  }
}
