package io.chatrooms.core.action;

import static io.chatrooms.core.action.Situation.ACME;
import static io.chatrooms.core.action.Situation.ANN;
import static io.chatrooms.core.action.Situation.ANN_IN_LOUNGE;
import static io.chatrooms.core.action.Situation.LOUNGE;
import static io.chatrooms.core.action.Situation.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.AddOutcome.Added;
import io.chatrooms.core.membership.AddOutcome.Gone;
import io.chatrooms.core.membership.AddOutcome.Stale;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the action deals with its ports: in which order it asks them, and what if they fail. */
class CreateRoomMembershipTest {
  private static final MemberId EVE = new MemberId("eve");

  private final Situation given = new Situation();
  private final ScriptedMemberships store = new ScriptedMemberships();
  private final AtomicInteger timesRead = new AtomicInteger();
  private final List<Caller> counted = new ArrayList<>();
  private InstantSource clock = () -> NOW;
  private RequestRate rate = RequestRate.unlimited();

  private CreateRoomMembershipResult whenAsked() {
    return new CreateRoomMembership(
            store,
            () -> {
              timesRead.incrementAndGet();
              return clock.instant();
            },
            caller -> {
              counted.add(caller);
              return rate.count(caller);
            })
        .execute(given.caller, given.request());
  }

  /** Whatever the outcome: but for a test that says so, nothing interrupts the thread. */
  @AfterEach
  void thenNotInterrupted() {
    assertThat(Thread.interrupted()).as("the thread's interrupt flag").isFalse();
  }

  private void thenUntouched() {
    assertThat(store.reads()).isEmpty();
    assertThat(store.adds()).isEmpty();
    assertThat(timesRead).hasValue(0);
  }

  private static void thenFailed(
      CreateRoomMembershipResult result, boolean outcomeUnknown, Exception cause) {
    assertThat(result).isEqualTo(new ServiceFailure(outcomeUnknown, cause));
  }

  private static void thenFailed(
      CreateRoomMembershipResult result, boolean outcomeUnknown, Class<?> cause) {
    assertThat(result)
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            failure -> {
              assertThat(failure.outcomeUnknown()).isEqualTo(outcomeUnknown);
              assertThat(failure.cause()).isInstanceOf(cause);
            });
  }

  /** The facts are not relied on, nor asked for again. */
  private void thenNotBelieved(CreateRoomMembershipResult result) {
    thenFailed(result, false, StoreBrokenException.class);
    assertThat(((ServiceFailure) result).cause())
        .hasMessage("The store told facts that were not asked for");
    assertThat(store.reads()).hasSize(1);
    assertThat(store.adds()).isEmpty();
    assertThat(timesRead).hasValue(0);
  }

  private MembershipFacts withoutMember() {
    return MembershipFacts.builder().from(given.facts()).member(Optional.empty()).build();
  }

  @Test
  @DisplayName("CRM-01 nobody is refused before anything is counted, checked or read")
  void unauthenticated() {
    given.caller = Caller.unauthenticated();
    given.accountId = null;

    assertThat(whenAsked()).isEqualTo(new UnauthorizedClient());
    assertThat(counted).isEmpty();
    thenUntouched();
  }

  @Test
  @DisplayName(
      "CRM-02 over its rate, a caller is told how long to wait, before its request is read")
  void throttled() {
    rate = caller -> Optional.of(Duration.ofMillis(250));
    given.accountId = null;

    assertThat(whenAsked()).isEqualTo(new ThrottledClient(Duration.ofMillis(250)));
    assertThat(counted).containsExactly(given.caller);
    thenUntouched();
  }

  @Test
  @DisplayName("CRM-02 one request is counted once, however often the facts are read")
  void countedOnce() {
    store.read(given.facts()).add(new Stale()).add(new Stale()).add(new Added());

    assertThat(whenAsked()).isInstanceOf(Created.class);
    assertThat(counted).containsExactly(given.caller);
  }

  @Test
  @DisplayName("CRM-02 without a rate, everyone asks as often as they like")
  void unlimited() {
    store.read(given.facts()).add(new Added());
    CreateRoomMembership action = new CreateRoomMembership(store, () -> NOW);

    for (int i = 0; i < 100; i++) {
      assertThat(action.execute(given.caller, given.request())).isInstanceOf(Created.class);
    }
  }

  @Test
  @DisplayName("CRM-03 a bad request touches neither store nor clock, but counts")
  void badRequest() {
    given.memberId = null;

    assertThat(whenAsked().rule()).isEqualTo(Rule.CRM_03);
    assertThat(counted).hasSize(1);
    thenUntouched();
  }

  @Test
  @DisplayName("CRM-13 what the facts refuse is not tried, and needs no time")
  void refusedByFacts() {
    store.read(
        MembershipFacts.builder()
            .from(given.facts())
            .membership(Situation.membership(ANN, Role.MEMBER))
            .build());

    assertThat(whenAsked().rule()).isEqualTo(Rule.CRM_13);
    assertThat(store.adds()).isEmpty();
    assertThat(timesRead).hasValue(0);
  }

  @Test
  @DisplayName("CRM-13 someone else was faster: the conflict shows what the store says stands")
  void alreadyMember() {
    RoomMembership standing = Situation.membership(ANN, Role.ADMINISTRATOR);
    store.read(given.facts()).add(new AddOutcome.AlreadyMember(standing));

    assertThat(whenAsked()).isEqualTo(new Conflict(standing));
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-14 the room filled up meanwhile: the limit is the store's")
  void roomFull() {
    store.read(given.facts()).add(new AddOutcome.RoomFull(7));

    assertThat(whenAsked()).isEqualTo(new ResourceLimitExceeded(Resource.ROOM, 7));
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-15 the member's rooms filled up meanwhile: the limit is the store's")
  void memberFull() {
    store.read(given.facts()).add(new AddOutcome.MemberFull(8));

    assertThat(whenAsked()).isEqualTo(new ResourceLimitExceeded(Resource.MEMBER, 8));
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-16 stale twice, then added: each try has fresh facts and a fresh time")
  void staleTwice() {
    MembershipFacts first = given.facts();
    given.inRoom = 1;
    MembershipFacts second = given.facts();
    given.member = Situation.user(ANN, MemberState.UNREGISTERED);
    MembershipFacts third = given.facts();
    clock = () -> NOW.plusMillis(timesRead.get());
    store.read(first).read(second).read(third).add(new Stale()).add(new Stale()).add(new Added());

    CreateRoomMembershipResult result = whenAsked();

    assertThat(store.reads())
        .hasSize(3)
        .containsOnly(new ScriptedMemberships.Read(ANN_IN_LOUNGE, null));
    assertThat(store.adds())
        .extracting(ScriptedMemberships.Add::seen)
        .containsExactly(first, second, third);
    RoomMembership last = store.adds().get(2).membership();
    assertThat(last.updatedAt()).isEqualTo(NOW.plusMillis(3));
    assertThat(result).isEqualTo(new Created(last, third.member().orElseThrow()));
  }

  @Test
  @DisplayName("CRM-16 stale, and on fresh facts another rule decides")
  void staleThenRefused() {
    store.read(given.facts()).read(withoutMember()).add(new Stale());

    assertThat(whenAsked()).isEqualTo(new NotFound(Resource.MEMBER));
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-10 gone meanwhile: fresh facts tell that it is the member")
  void gone() {
    store.read(given.facts()).read(withoutMember()).add(new Gone());

    assertThat(whenAsked()).isEqualTo(new NotFound(Resource.MEMBER));
    assertThat(store.reads()).hasSize(2);
  }

  @Test
  @DisplayName("CRM-16 stale for ever: unavailable after bounded tries, and nothing was added")
  void staleForEver() {
    store.read(given.facts()).add(new Stale());

    assertThat(whenAsked()).isEqualTo(new ServiceUnavailable(false, Optional.empty()));
    assertThat(store.reads()).hasSize(CreateRoomMembership.ATTEMPTS);
    assertThat(store.adds()).hasSize(CreateRoomMembership.ATTEMPTS);
  }

  @Test
  @DisplayName("CRM-16 the last try may still succeed")
  void addedAtLast() {
    store.read(given.facts());
    for (int i = 1; i < CreateRoomMembership.ATTEMPTS; i++) {
      store.add(new Stale());
    }
    store.add(new Added());

    assertThat(whenAsked()).isInstanceOf(Created.class);
    assertThat(store.adds()).hasSize(CreateRoomMembership.ATTEMPTS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "CRM-16 a store that cannot be reached for the facts: unavailable, once, nothing was added")
  void unavailableAtFacts(boolean announcedUnknown) {
    StoreUnavailableException thrown =
        new StoreUnavailableException("no route", announcedUnknown, null);
    store.read(
        () -> {
          throw thrown;
        });

    assertThat(whenAsked()).isEqualTo(new ServiceUnavailable(false, Optional.of(thrown)));
    assertThat(store.reads()).hasSize(1);
    assertThat(store.adds()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("CRM-16 a store lost while it adds: it says whether the outcome is known, once")
  void unavailableAtAdd(boolean outcomeUnknown) {
    StoreUnavailableException thrown =
        new StoreUnavailableException("lost in a commit", outcomeUnknown, null);
    store
        .read(given.facts())
        .add(
            () -> {
              throw thrown;
            });

    assertThat(whenAsked()).isEqualTo(new ServiceUnavailable(outcomeUnknown, Optional.of(thrown)));
    assertThat(store.reads()).hasSize(1);
    assertThat(store.adds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "CRM-17 a store that breaks at the facts: failure, whatever it says nothing was added")
  void brokenAtFacts(boolean announcedUnknown) {
    StoreBrokenException thrown = new StoreBrokenException("no table", announcedUnknown, null);
    store.read(
        () -> {
          throw thrown;
        });

    thenFailed(whenAsked(), false, thrown);
    assertThat(store.reads()).hasSize(1);
    assertThat(store.adds()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("CRM-17 a store that breaks while it adds: it says whether the outcome is known")
  void brokenAtAdd(boolean outcomeUnknown) {
    StoreBrokenException thrown = new StoreBrokenException("disk full", outcomeUnknown, null);
    store
        .read(given.facts())
        .add(
            () -> {
              throw thrown;
            });

    thenFailed(whenAsked(), outcomeUnknown, thrown);
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-17 an exception that no store announces, at the facts: nothing was added")
  void surpriseAtFacts() {
    IllegalStateException thrown = new IllegalStateException("pool closed");
    store.read(
        () -> {
          throw thrown;
        });

    thenFailed(whenAsked(), false, thrown);
    assertThat(store.adds()).isEmpty();
  }

  @Test
  @DisplayName("CRM-17 an exception that no store announces, while it adds: the outcome is unknown")
  void surpriseAtAdd() {
    IllegalStateException thrown = new IllegalStateException("pool closed");
    store
        .read(given.facts())
        .add(
            () -> {
              throw thrown;
            });

    thenFailed(whenAsked(), true, thrown);
    assertThat(store.reads()).hasSize(1);
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-17 a checked exception that slips through is a failure as any other")
  void sneakyAtFacts() {
    IOException thrown = new IOException("reset by peer");
    store.read(
        () -> {
          throw thrown;
        });

    thenFailed(whenAsked(), false, thrown);
  }

  @Test
  @DisplayName("CRM-17 a checked exception that slips through while it adds: outcome unknown")
  void sneakyAtAdd() {
    IOException thrown = new IOException("reset by peer");
    store
        .read(given.facts())
        .add(
            () -> {
              throw thrown;
            });

    thenFailed(whenAsked(), true, thrown);
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-17 interrupted at the facts: the thread stays interrupted, nothing was added")
  void interruptedAtFacts() {
    InterruptedException thrown = new InterruptedException();
    store.read(
        () -> {
          throw thrown;
        });

    CreateRoomMembershipResult result = whenAsked();

    assertThat(Thread.interrupted()).isTrue();
    thenFailed(result, false, thrown);
    assertThat(store.adds()).isEmpty();
  }

  @Test
  @DisplayName("CRM-17 interrupted while it adds: the thread stays so, the outcome is unknown")
  void interruptedAtAdd() {
    InterruptedException thrown = new InterruptedException();
    store
        .read(given.facts())
        .add(
            () -> {
              throw thrown;
            });

    CreateRoomMembershipResult result = whenAsked();

    assertThat(Thread.interrupted()).isTrue();
    thenFailed(result, true, thrown);
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-17 interrupted at the rate: the thread stays interrupted, nothing was read")
  void interruptedAtRate() {
    InterruptedException thrown = new InterruptedException();
    rate =
        caller -> {
          throw ScriptedMemberships.sneaky(thrown);
        };

    CreateRoomMembershipResult result = whenAsked();

    assertThat(Thread.interrupted()).isTrue();
    thenFailed(result, false, thrown);
    thenUntouched();
  }

  @Test
  @DisplayName("CRM-17 a failure after a stale add is one at the facts: the add changed nothing")
  void staleThenBroken() {
    StoreBrokenException thrown = new StoreBrokenException("no table", true, null);
    store
        .read(given.facts())
        .read(
            () -> {
              throw thrown;
            })
        .add(new Stale());

    thenFailed(whenAsked(), false, thrown);
    assertThat(store.reads()).hasSize(2);
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-17 an error of the virtual machine is no outcome: it passes through")
  void virtualMachineError() {
    OutOfMemoryError atFacts = new OutOfMemoryError("at the facts");
    OutOfMemoryError atAdd = new OutOfMemoryError("while adding");
    store
        .read(
            () -> {
              throw atFacts;
            })
        .read(given.facts())
        .add(
            () -> {
              throw atAdd;
            });

    assertThatThrownBy(this::whenAsked).isSameAs(atFacts);
    assertThatThrownBy(this::whenAsked).isSameAs(atAdd);
  }

  static Stream<MembershipKey> otherKeys() {
    return Stream.of(
        new MembershipKey(new AccountId("else"), LOUNGE, ANN),
        new MembershipKey(ACME, new RoomId("cellar"), ANN),
        new MembershipKey(ACME, LOUNGE, EVE));
  }

  @ParameterizedTest
  @MethodSource("otherKeys")
  @DisplayName("CRM-17 facts about another account, room or member let nobody in")
  void factsAboutAnotherKey(MembershipKey other) {
    store.read(Situation.retold(given.facts(), other, Optional.empty())).add(new Added());

    thenNotBelieved(whenAsked());
  }

  @Test
  @DisplayName("CRM-17 facts that leave out who asks don't make a member an account administrator")
  void factsWithoutCaller() {
    store.read(given.facts()).add(new Added()); // what is told when an administrator asks
    given.askedByOutsider(null);

    thenNotBelieved(whenAsked());
  }

  @Test
  @DisplayName("CRM-17 facts about another caller don't lend its place in the room")
  void factsAboutAnotherCaller() {
    given.askedByOutsider(null);
    store
        .read(
            MembershipFacts.builder()
                .from(given.facts())
                .callerId(EVE)
                .caller(Situation.user(EVE, MemberState.REGISTERED))
                .callerMembership(Situation.membership(EVE, Role.ADMINISTRATOR))
                .build())
        .add(new Added());

    thenNotBelieved(whenAsked());
  }

  @Test
  @DisplayName("CRM-17 facts about a caller, though no member asks, are not believed either")
  void factsAboutACallerWhoDidNotAsk() {
    Caller administrator = given.caller;
    store.read(given.askedBy(Role.ADMINISTRATOR).facts()).add(new Added());
    given.caller = administrator;

    thenNotBelieved(whenAsked());
  }

  @Test
  @DisplayName("CRM-17 facts that were not asked for are a failure even where they would refuse")
  void refusingFactsAboutAnotherKey() {
    store.read(
        MembershipFacts.builder()
            .from(withoutMember())
            .key(new MembershipKey(ACME, LOUNGE, EVE))
            .build());

    thenNotBelieved(whenAsked());
  }

  @Test
  @DisplayName("CRM-17 facts that are read again are held to what was asked as the first were")
  void staleThenFactsAboutAnotherKey() {
    store
        .read(given.facts())
        .read(
            Situation.retold(given.facts(), new MembershipKey(ACME, LOUNGE, EVE), Optional.empty()))
        .add(new Stale())
        .add(new Added());

    thenFailed(whenAsked(), false, StoreBrokenException.class);
    assertThat(store.reads()).hasSize(2);
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-17 a store without facts is a failure")
  void noFacts() {
    store.read(() -> null);

    thenFailed(whenAsked(), false, NullPointerException.class);
    assertThat(store.adds()).isEmpty();
  }

  @Test
  @DisplayName("CRM-17 a store that does not say what it did is a failure of unknown outcome")
  void noOutcome() {
    store.read(given.facts()).add(() -> null);

    thenFailed(whenAsked(), true, NullPointerException.class);
    assertThat(store.reads()).hasSize(1);
    assertThat(store.adds()).hasSize(1);
  }

  @Test
  @DisplayName("CRM-17 a clock that fails is a failure, before anything is added")
  void failingClock() {
    IllegalStateException thrown = new IllegalStateException("no time");
    clock =
        () -> {
          throw thrown;
        };
    store.read(given.facts());

    thenFailed(whenAsked(), false, thrown);
    assertThat(store.adds()).isEmpty();
  }

  @Test
  @DisplayName("CRM-17 a clock beyond the year 9999 is a failure, before anything is added")
  void absurdClock() {
    clock = () -> Instant.MAX;
    store.read(given.facts());

    thenFailed(whenAsked(), false, IllegalArgumentException.class);
    assertThat(store.adds()).isEmpty();
  }

  @Test
  @DisplayName("CRM-17 a clock without a time is a failure, before anything is added")
  @SuppressWarnings("NullAway") // A wrong clock may answer null.
  void noTime() {
    clock = () -> null;
    store.read(given.facts());

    thenFailed(whenAsked(), false, NullPointerException.class);
    assertThat(store.adds()).isEmpty();
  }

  @Test
  @DisplayName("CRM-17 a rate that fails is a failure, before the request is read")
  void failingRate() {
    IllegalStateException thrown = new IllegalStateException("bucket gone");
    rate =
        caller -> {
          throw thrown;
        };
    given.accountId = null;

    thenFailed(whenAsked(), false, thrown);
    thenUntouched();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("CRM-17 a rate that breaks is a failure, whatever it says nothing was added")
  void brokenRate(boolean announcedUnknown) {
    StoreBrokenException thrown = new StoreBrokenException("bucket gone", announcedUnknown, null);
    rate =
        caller -> {
          throw thrown;
        };

    thenFailed(whenAsked(), false, thrown);
    thenUntouched();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("CRM-16 a rate that cannot be reached: unavailable, before the request is read")
  void unavailableRate(boolean announcedUnknown) {
    StoreUnavailableException thrown =
        new StoreUnavailableException("no route", announcedUnknown, null);
    rate =
        caller -> {
          throw thrown;
        };
    given.accountId = null;

    assertThat(whenAsked()).isEqualTo(new ServiceUnavailable(false, Optional.of(thrown)));
    thenUntouched();
  }

  @Test
  @DisplayName("CRM-17 a rate that does not answer is a failure")
  @SuppressWarnings("NullAway") // A wrong port may answer null.
  void noRate() {
    rate = caller -> null;

    thenFailed(whenAsked(), false, NullPointerException.class);
    thenUntouched();
  }

  @Test
  @DisplayName("CRM-17 a rate that would have a caller wait less than nothing is a failure")
  void absurdRate() {
    rate = caller -> Optional.of(Duration.ofMillis(-1));

    thenFailed(whenAsked(), false, IllegalArgumentException.class);
    thenUntouched();
  }

  @Test
  @DisplayName("CRM-18 the time is truncated to the millisecond, never rounded")
  void truncatedTime() {
    clock = () -> NOW.plusNanos(999_999);
    store.read(given.facts()).add(new Added());

    assertThat(whenAsked())
        .isInstanceOfSatisfying(
            Created.class, created -> assertThat(created.membership().updatedAt()).isEqualTo(NOW));
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void nullIsRefusedAtOnce() {
    CreateRoomMembership action = new CreateRoomMembership(store, clock, rate);

    assertThatNullPointerException()
        .isThrownBy(() -> action.execute(null, given.request()))
        .withMessage("caller");
    assertThatNullPointerException()
        .isThrownBy(() -> action.execute(given.caller, null))
        .withMessage("request");
    assertThatNullPointerException()
        .isThrownBy(() -> new CreateRoomMembership(null, clock, rate))
        .withMessage("memberships");
    assertThatNullPointerException()
        .isThrownBy(() -> new CreateRoomMembership(store, null, rate))
        .withMessage("clock");
    assertThatNullPointerException()
        .isThrownBy(() -> new CreateRoomMembership(store, clock, null))
        .withMessage("requestRate");
  }
}
