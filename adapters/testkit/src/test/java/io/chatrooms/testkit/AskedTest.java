package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
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
          CreateRoomMembershipRequest.builder()
              .accountId("acme")
              .roomId("lounge")
              .memberId("ann")
              .build(),
          Instant.EPOCH);

  @Test
  void nothingIsWrongOnARightStore() {
    assertThat(asked.wrongOn(new ModelStore(1_000))).isEmpty();
  }

  @Test
  void aWrongAnswerIsReported() {
    FailingStore store = new FailingStore(new ModelStore(1_000));
    store.failWith(Failure.broken().ofFacts());

    assertThat(asked.wrongOn(store).map(Wrong::what))
        .get()
        .asString()
        .startsWith("The store breaks CRM-18.")
        .contains("It answers", "ServiceFailure");
  }

  @Test
  void anExceptionIsReported() {
    FailingStore store = new FailingStore(new ModelStore(1_000));
    store.failWith(Failure.throwing(new IllegalStateException("no such table")));

    assertThat(asked.wrongOn(store).map(Wrong::what))
        .get()
        .asString()
        .contains("does not take", "no such table");
    assertThat(asked.wrongOn(store).map(Wrong::cause))
        .get()
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theSameIsAskedInFreshAccounts() {
    ModelStore store = new ModelStore(1_000);
    for (int i = 0; i < 2; i++) {
      Asked afresh = asked.inFreshAccounts();
      afresh.world().putInto(store);
      assertThat(afresh.of(store)).isInstanceOf(Created.class);
    }
    assertThat(store.accounts().find(ACME)).isEqualTo(Optional.empty());
  }
}
