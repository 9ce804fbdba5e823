package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chatrooms.core.Store;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.testkit.FailingStore.Failure;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailingStoreTest {
  private final ModelStore behind = new ModelStore(Cast.MEMBER_ROOM_LIMIT);
  private final FailingStore store = new FailingStore(behind);
  private final Cast cast = new Cast();
  private final MembershipKey key = cast.key(0, 0);

  @Test
  void isTheStoreBehindItUntilToldOtherwise() {
    cast.enter(store);
    new Action.Create(-1, 0, 0, Role.MEMBER).on(store, cast);

    assertThat(cast.picture(store)).isEqualTo(cast.picture(behind));
    assertThat(behind.memberships().find(key)).isPresent();
    assertThat(store.rooms().toString()).isNotEmpty();
  }

  @Test
  void passesOnWhatTheStoreBehindItThrows() {
    cast.enter(store);
    Room another =
        Room.builder()
            .from(cast.roomIs(0, InvitePolicy.ALL_MEMBERS))
            .membershipLimit(Cast.ROOM_LIMIT + 1)
            .build();

    assertThatIllegalArgumentException().isThrownBy(() -> store.rooms().save(another));
    store.failWith(Failure.unavailableAfterWriting());
    assertThatIllegalArgumentException().isThrownBy(() -> store.rooms().save(another));
  }

  @Test
  void failsEveryCallUntilItRecovers() {
    cast.enter(store);
    store.failWith(Failure.unavailable());

    for (Runnable call : calls(store)) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(call::run)
          .matches(e -> !e.outcomeUnknown());
    }
    store.recover();
    calls(store).forEach(Runnable::run);
  }

  private List<Runnable> calls(Store at) {
    return List.of(
        () -> at.accounts().find(cast.account),
        () -> at.rooms().find(cast.account, key.roomId()),
        () -> at.members().find(cast.account, key.memberId()),
        () -> at.memberships().find(key),
        () -> at.memberships().facts(key, null),
        () -> at.memberships().listByRoom(cast.account, key.roomId(), null, 1),
        () -> at.memberships().listByMember(cast.account, key.memberId(), null, 1),
        () -> at.memberships().removeAllOf(cast.account, key.memberId()));
  }

  @Test
  void failsAsBroken() {
    store.failWith(Failure.broken());

    assertThatExceptionOfType(StoreBrokenException.class)
        .isThrownBy(() -> store.memberships().find(key))
        .matches(e -> !e.outcomeUnknown());
  }

  @Test
  void failsWithWhatItIsGiven() {
    IllegalStateException given = new IllegalStateException("given");
    store.failWith(Failure.throwing(given));

    assertThatIllegalStateException().isThrownBy(() -> cast.enter(store)).isSameAs(given);
    assertThat(behind.accounts().find(cast.account)).isEmpty();
  }

  @Test
  void failsSoManyTimes() {
    store.failWith(Failure.unavailable().times(2));

    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.memberships().find(key));
    }
    assertThat(store.memberships().find(key)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Failure.broken().times(0));
  }

  @Test
  void failsWhereFactsAreReadAndNowhereElse() {
    store.failWith(Failure.broken().ofFacts().times(1));

    cast.enter(store);
    assertThat(store.memberships().find(key)).isEmpty();
    assertThatExceptionOfType(StoreBrokenException.class)
        .isThrownBy(() -> store.memberships().facts(key, null));
    assertThat(store.memberships().facts(key, null).room()).isPresent();
    assertThatIllegalStateException().isThrownBy(() -> Failure.unavailableAfterWriting().ofFacts());
  }

  @Test
  void failsWhereSomethingIsWrittenAndNowhereElse() {
    cast.enter(store);
    new Action.Create(-1, 0, 0, Role.MEMBER).on(store, cast);
    MembershipFacts facts = store.memberships().facts(key, null);
    store.failWith(Failure.broken().ofWrites());

    for (Runnable write : writes(facts)) {
      assertThatExceptionOfType(StoreBrokenException.class).isThrownBy(write::run);
    }
    assertThat(store.memberships().facts(key, null)).isEqualTo(facts);
  }

  private List<Runnable> writes(MembershipFacts facts) {
    return List.of(
        () -> store.accounts().save(cast.accountIs(facts.account().orElseThrow().status())),
        () -> store.rooms().save(facts.room().orElseThrow()),
        () -> store.rooms().remove(cast.account, key.roomId()),
        () -> store.members().save(facts.member().orElseThrow()),
        () -> store.members().remove(cast.account, key.memberId()),
        () -> store.memberships().add(facts.membership().orElseThrow(), facts),
        () -> store.memberships().changeRole(facts, Role.ADMINISTRATOR, Cast.NOON),
        () -> store.memberships().remove(facts),
        () -> store.memberships().removeAllOf(cast.account, key.memberId()));
  }

  @Test
  void writesAndThenFails() {
    cast.enter(store);
    new Action.Create(-1, 0, 0, Role.MEMBER).on(store, cast);
    MembershipFacts facts = store.memberships().facts(key, null);
    store.failWith(Failure.unavailableAfterWriting().times(1));

    assertThat(store.memberships().find(key)).isPresent();
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> store.memberships().remove(facts))
        .matches(StoreUnavailableException::outcomeUnknown);
    assertThat(store.memberships().find(key)).isEmpty();
    assertThat(store.memberships().remove(facts)).isEqualTo(ChangeOutcome.STALE);
  }

  @Test
  void manyThreadsMeetNoMoreFailuresThanItWasTold() {
    store.failWith(Failure.unavailable().times(7));
    AtomicInteger failures = new AtomicInteger();

    Race.of(
        4,
        thread -> {
          for (int i = 0; i < 100; i++) {
            try {
              store.memberships().find(key);
            } catch (StoreUnavailableException e) {
              failures.incrementAndGet();
            }
          }
          return thread;
        });

    assertThat(failures).hasValue(7);
  }
}
