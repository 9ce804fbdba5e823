package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.testkit.FailingStore.Failure;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskedTest {
  private static final AccountId ACME = new AccountId("acme");

  private final Asked asked =
      new Asked(
          World.empty()
              .with(
                  Account.builder().accountId(ACME).type(AccountType.ENTERPRISE_DIRECTORY).build())
              .with(
                  Room.builder()
                      .accountId(ACME)
                      .roomId(new RoomId("lounge"))
                      .name("a room")
                      .createdBy("creator")
                      .createdAt(Instant.EPOCH)
                      .build())
              .with(
                  Member.builder()
                      .accountId(ACME)
                      .memberId(new MemberId("ann"))
                      .type(MemberType.USER)
                      .build()),
          Caller.accountAdministrator(ACME, "administrator"),
          new Asked.OfMembership(
              MembershipAction.CREATE, new MembershipRequest("acme", "lounge", "ann", null)),
          Instant.EPOCH);

  @Test
  void aCorrectStoreIsNotReported() {
    assertThat(asked.wrongOn(new ModelStore(1_000))).isEmpty();
  }

  @Test
  void aWrongAnswerIsReported() {
    FailingStore store = new FailingStore(new ModelStore(1_000));
    store.failWith(Failure.broken().ofFacts());

    assertThat(asked.wrongOn(store).map(Wrong::what))
        .get()
        .asString()
        .startsWith("The store breaks CRM-08.")
        .contains("Instead it answers", "ServiceFailure");
  }

  @Test
  void aWrongContentIsReported() {
    RoomMembership membership =
        MembershipAdded.of(
                new MembershipKey(ACME, new RoomId("lounge"), new MemberId("ann")),
                Role.MEMBER,
                "inviter",
                Instant.EPOCH)
            .membership();
    World added = asked.world().with(membership);
    Asked deleting =
        new Asked(
            added,
            asked.caller(),
            new Asked.OfMembership(
                MembershipAction.DELETE, new MembershipRequest("acme", "lounge", "ann", null)),
            asked.now());
    assertThat(deleting.wrongOn(new ModelStore(1_000))).isEmpty();

    TinyStore store =
        new TinyStore(1_000, Fixture.ACCOUNT_ROOM_LIMIT, null, new TinyData()) {
          @Override
          protected void take(MembershipKey key) {
            // Keeps every membership.
          }
        };
    assertThat(deleting.wrongOn(store).map(Wrong::what))
        .get()
        .asString()
        .startsWith("The store breaks DRM-04.")
        .contains("but then contains", "RoomMembership");
  }

  @Test
  void aRoomThatIsStillThereIsReported() {
    RoomRequest request =
        new RoomRequest("acme", "lounge", null, null, null, null, null, null, null);
    Asked deleting =
        new Asked(
            asked.world(),
            asked.caller(),
            new Asked.OfRooms(RoomsAction.DELETE, request),
            asked.now());
    assertThat(deleting.wrongOn(new ModelStore(1_000))).isEmpty();

    TinyStore store =
        new TinyStore(1_000, Fixture.ACCOUNT_ROOM_LIMIT, null, new TinyData()) {
          @Override
          public boolean remove(AccountId accountId, RoomId roomId) {
            return true;
          }
        };
    assertThat(deleting.wrongOn(store).map(Wrong::what))
        .get()
        .asString()
        .startsWith("The store breaks DRO-02.")
        .contains("but then contains", "Room{");
  }

  @Test
  void anExceptionIsReported() {
    FailingStore store = new FailingStore(new ModelStore(1_000));
    store.failWith(Failure.throwing(new IllegalStateException("no such table")));

    assertThat(asked.wrongOn(store).map(Wrong::what))
        .get()
        .asString()
        .contains("does not accept", "no such table");
    assertThat(asked.wrongOn(store).map(Wrong::cause))
        .get()
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void freshAccountsAreNew() {
    ModelStore store = new ModelStore(1_000);
    for (int i = 0; i < 2; i++) {
      Asked fresh = asked.inFreshAccounts();
      fresh.world().putInto(store);
      assertThat(fresh.on(store)).isInstanceOf(Created.class);
    }
    assertThat(store.accounts().find(ACME)).isEqualTo(Optional.empty());
  }
}
