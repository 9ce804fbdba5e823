package io.chatrooms.testkit;

import static io.chatrooms.core.account.AccountStatus.ACTIVE;
import static io.chatrooms.core.membership.Role.ADMINISTRATOR;
import static io.chatrooms.core.membership.Role.MEMBER;
import static io.chatrooms.core.room.InvitePolicy.ALL_MEMBERS;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.testkit.FailingStore.Failure;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailingStoreTest {
  private final ModelStore behind = new ModelStore(Fixture.MEMBER_ROOM_LIMIT);
  private final FailingStore store = new FailingStore(behind);
  private final Fixture fixture = Fixture.on(store);
  private final RoomMembershipRepository memberships = store.memberships();

  @Test
  void passesCallsOnUntilAFailureIsSet() {
    fixture.given(LOUNGE, ANN, MEMBER);

    assertThat(fixture.picture()).isEqualTo(fixture.seenBy(behind).picture());
    assertThat(fixture.seenBy(behind).find(LOUNGE, ANN)).isPresent();
    assertThat(store.rooms().toString()).isNotEmpty();
  }

  @Test
  void passesOnTheExceptionsOfTheStoreBehindIt() {
    FailingStore strict =
        new FailingStore(new TinyStore(1, Fixture.ACCOUNT_ROOM_LIMIT, null, new TinyData()));
    RoomMembershipRepository listings = strict.memberships();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> listings.listByRoom(fixture.account, LOUNGE.id(), null, 0));
    Fixture rooms = Fixture.on(strict);
    Room wider =
        Room.builder()
            .from(rooms.roomWith(LOUNGE, ALL_MEMBERS))
            .membershipLimit(Fixture.ROOM_LIMIT + 1)
            .build();
    strict.failWith(Failure.unavailableAfterWriting());
    assertThatIllegalArgumentException().isThrownBy(() -> strict.rooms().save(wider));
  }

  @Test
  void failsEveryCallUntilItRecovers() {
    store.failWith(Failure.unavailable());

    for (Runnable call : calls()) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(call::run)
          .matches(e -> !e.outcomeUnknown());
    }
    store.recover();
    calls().forEach(Runnable::run);
  }

  private List<Runnable> calls() {
    return List.of(
        () -> store.accounts().find(fixture.account),
        () -> store.rooms().find(fixture.account, LOUNGE.id()),
        () -> store.members().find(fixture.account, ANN.id()),
        () -> fixture.find(LOUNGE, ANN),
        () -> fixture.facts(LOUNGE, ANN),
        () -> fixture.inRoom(LOUNGE),
        () -> fixture.roomsOf(ANN),
        () -> fixture.removeAllOf(ANN));
  }

  @Test
  void failsAsBroken() {
    store.failWith(Failure.broken());

    assertThatExceptionOfType(StoreBrokenException.class)
        .isThrownBy(() -> fixture.find(LOUNGE, ANN))
        .matches(e -> !e.outcomeUnknown());
  }

  @Test
  void failsWithAnyException() {
    IllegalStateException given = new IllegalStateException("given");
    fixture.suspend(ANN);
    store.failWith(Failure.throwing(given));

    assertThatIllegalStateException().isThrownBy(() -> fixture.save(ANN)).isSameAs(given);
    assertThat(behind.members().find(fixture.account, ANN.id())).contains(fixture.suspended(ANN));
  }

  @Test
  void failsANumberOfTimes() {
    store.failWith(Failure.unavailable().times(2));

    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> fixture.find(LOUNGE, ANN));
    }
    assertThat(fixture.find(LOUNGE, ANN)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Failure.broken().times(0));
  }

  @Test
  void failsOnlyWhereFactsAreRead() {
    store.failWith(Failure.broken().ofFacts().times(1));

    fixture.save(ANN);
    assertThat(fixture.find(LOUNGE, ANN)).isEmpty();
    assertThatExceptionOfType(StoreBrokenException.class)
        .isThrownBy(() -> fixture.facts(LOUNGE, ANN));
    assertThat(fixture.facts(LOUNGE, ANN).room().room()).isPresent();
    assertThatIllegalStateException().isThrownBy(() -> Failure.unavailableAfterWriting().ofFacts());
  }

  @Test
  void failsOnlyWhereSomethingIsWritten() {
    fixture.given(LOUNGE, ANN, MEMBER);
    List<Object> before = fixture.picture();
    MembershipFacts ofAnn = fixture.facts(LOUNGE, ANN);
    MembershipFacts ofBob = fixture.facts(LOUNGE, BOB);
    store.failWith(Failure.broken().ofWrites());

    for (Runnable write : writes(ofAnn, ofBob)) {
      assertThatExceptionOfType(StoreBrokenException.class).isThrownBy(write::run);
    }
    fixture.looksLike(before, "after writes that failed");
  }

  private List<Runnable> writes(MembershipFacts ofAnn, MembershipFacts ofBob) {
    return List.of(
        () -> fixture.save(ACTIVE),
        () -> fixture.save(LOUNGE, ALL_MEMBERS),
        () -> fixture.remove(LOUNGE),
        () -> fixture.save(ANN),
        () -> fixture.remove(ANN),
        () -> memberships.confirm(Fixture.addition(ofBob, MEMBER), ofBob),
        () -> memberships.confirm(Fixture.roleChange(ofAnn, ADMINISTRATOR), ofAnn),
        () -> memberships.confirm(Fixture.removal(ofAnn), ofAnn),
        () -> fixture.removeAllOf(ANN));
  }

  @Test
  void writesAndThenFails() {
    fixture.given(LOUNGE, ANN, MEMBER);
    MembershipFacts facts = fixture.facts(LOUNGE, ANN);
    store.failWith(Failure.unavailableAfterWriting().times(1));

    assertThat(fixture.find(LOUNGE, ANN)).isPresent();
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> memberships.confirm(Fixture.removal(facts), facts))
        .matches(StoreUnavailableException::outcomeUnknown);
    assertThat(fixture.find(LOUNGE, ANN)).isEmpty();
    fixture.isDeclined(Fixture.removal(facts), facts, "a removal that was made before");
  }

  @Test
  void manyThreadsGetTheNumberOfFailuresThatWasSet() {
    store.failWith(Failure.unavailable().times(7));
    AtomicInteger failures = new AtomicInteger();

    Race.of(
        4,
        thread -> {
          for (int i = 0; i < 100; i++) {
            try {
              fixture.find(LOUNGE, ANN);
            } catch (StoreUnavailableException e) {
              failures.incrementAndGet();
            }
          }
          return thread;
        });

    assertThat(failures).hasValue(7);
  }
}
