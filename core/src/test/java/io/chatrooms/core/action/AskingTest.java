package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.NOW;
import static io.chatrooms.core.action.SharedRule.ANY_01;
import static io.chatrooms.core.action.SharedRule.ANY_02;
import static io.chatrooms.core.action.SharedRule.ANY_03;
import static io.chatrooms.core.action.SharedRule.ANY_04;
import static io.chatrooms.core.action.SharedRule.ANY_10;
import static io.chatrooms.core.action.SharedRule.ANY_11;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.Acme;
import io.chatrooms.core.Facts;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.Role;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How every action uses its ports: in which order, how often, and what follows if one fails. */
class AskingTest {
  private final ScriptedStore store = new ScriptedStore();
  private final AtomicInteger timesRead = new AtomicInteger();
  private final List<Caller> counted = new ArrayList<>();
  private InstantSource clock = () -> NOW;
  private RequestRate rate = RequestRate.unlimited();

  /** The actions that change something, and so have a store confirm it. */
  static Stream<Action> changes() {
    return Stream.of(Action.values()).filter(Action::changes);
  }

  static Stream<Arguments> actionsAndBooleans() {
    return Stream.of(Action.values())
        .flatMap(action -> Stream.of(Arguments.of(action, false), Arguments.of(action, true)));
  }

  static Stream<Arguments> changesAndBooleans() {
    return changes()
        .flatMap(action -> Stream.of(Arguments.of(action, false), Arguments.of(action, true)));
  }

  /**
   * An account administrator asks for something that succeeds, and that changes something if the
   * action can.
   */
  private static Situation given(Action action) {
    return Situation.of(action).with("role: Administrator");
  }

  /** What a store contains there. */
  private static World world(Action action) {
    return given(action).world();
  }

  private Outcome whenExecuted(Situation situation) {
    InstantSource counting =
        () -> {
          timesRead.incrementAndGet();
          return clock.instant();
        };
    return situation.execute(
        ChatRooms.builder(store, counting)
            .rate(
                caller -> {
                  counted.add(caller);
                  return rate.count(caller);
                })
            .build());
  }

  /** Unless a test says so, nothing interrupts the thread. */
  @AfterEach
  void thenNotInterrupted() {
    assertThat(Thread.interrupted()).as("the thread's interrupt flag").isFalse();
  }

  private void thenNoPortWasUsed() {
    assertThat(store.reads()).isEmpty();
    assertThat(store.confirmed()).isEmpty();
    assertThat(timesRead).hasValue(0);
  }

  private static void thenFailed(Outcome outcome, boolean outcomeUnknown, Exception cause) {
    assertThat(outcome).isEqualTo(new ServiceFailure(ANY_11, outcomeUnknown, cause));
  }

  private static void thenFailed(Outcome outcome, boolean outcomeUnknown, Class<?> cause) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            failure -> {
              assertThat(failure.rule()).isEqualTo(ANY_11);
              assertThat(failure.outcomeUnknown()).isEqualTo(outcomeUnknown);
              assertThat(failure.cause()).isInstanceOf(cause);
            });
  }

  private static <T> ScriptedStore.Answer<T> failing(Exception exception) {
    return () -> {
      throw exception;
    };
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-01 a caller who is not authenticated reaches no port, not even the rate")
  void unauthenticated(Action action) {
    assertThat(whenExecuted(given(action).with("caller: nobody; account id: missing")))
        .isEqualTo(new UnauthorizedClient(ANY_01));
    assertThat(counted).isEmpty();
    thenNoPortWasUsed();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-02 the rate is counted before the request is parsed")
  void throttled(Action action) {
    rate = caller -> Optional.of(Duration.ofMillis(250));
    Situation situation = given(action).with("account id: missing");

    assertThat(whenExecuted(situation))
        .isEqualTo(new ThrottledClient(ANY_02, Duration.ofMillis(250)));
    assertThat(counted).containsExactly(situation.caller());
    thenNoPortWasUsed();
  }

  @ParameterizedTest
  @MethodSource("changes")
  @DisplayName("ANY-02 an execution is counted once, however often it is decided")
  void countedOnce(Action action) {
    Situation situation = given(action);
    store.reads(world(action)).declines(world(action)).declines(world(action)).confirms();

    assertThat(whenExecuted(situation)).isExactlyInstanceOf(action.success);
    assertThat(counted).containsExactly(situation.caller());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-03 a malformed request is counted, and reaches no other port")
  void malformed(Action action) {
    assertThat(whenExecuted(given(action).with("account id: missing")).rule()).isEqualTo(ANY_03);
    assertThat(counted).hasSize(1);
    thenNoPortWasUsed();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-04 a caller from another account is counted, and reaches no other port")
  void otherAccount(Action action) {
    assertThat(whenExecuted(given(action).with("caller: bob of another account")).rule())
        .isEqualTo(ANY_04);
    assertThat(counted).hasSize(1);
    thenNoPortWasUsed();
  }

  @ParameterizedTest
  @MethodSource("changes")
  @DisplayName("ANY-05 a refusal on the facts is not confirmed")
  void refused(Action action) {
    Situation situation = given(action).with("account: none");
    store.reads(situation.world());

    assertThat(whenExecuted(situation)).isInstanceOf(NotFound.class);
    assertThat(store.confirmed()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changes")
  @DisplayName("ANY-10 what a store declines is decided again on what holds instead")
  void declinedTwice(Action action) {
    World second = given(action).with("other members: 1; empty rooms: 1").world();
    World third = given(action).with("other members: 12; empty rooms: 12; room limit: 20").world();
    store.reads(world(action)).declines(second).declines(third).confirms();
    clock = () -> NOW.minusMillis(3).plusMillis(timesRead.get());

    Outcome outcome = whenExecuted(given(action));

    assertThat(outcome).isExactlyInstanceOf(action.success);
    assertThat(store.confirmed())
        .extracting(ScriptedStore.Confirm::seen)
        .doesNotHaveDuplicates()
        .hasSize(3);
    assertThat(timesRead).as("each decision has its time").hasValue(action.needsTime() ? 3 : 0);
    if (action.needsTime()) {
      assertThat(OutcomeFields.of(outcome).toString())
          .as("the time is that of the last decision")
          .contains("UpdatedTimestamp=now");
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  @DisplayName("ANY-06 on what holds instead, another rule may decide")
  void declinedThenRefused(Action action) {
    store.reads(world(action)).declines(given(action).with("account: suspended").world());

    assertThat(whenExecuted(given(action)))
        .isEqualTo(new Forbidden(SharedRule.ANY_06, Forbidden.Reason.ACCOUNT_SUSPENDED));
    assertThat(store.confirmed()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("changes")
  @DisplayName("ANY-10 after 16 attempts, or 16 and one for each item, the service is unavailable")
  void declinedAlways(Action action) {
    store.reads(world(action)).declines(world(action));

    assertThat(whenExecuted(given(action)))
        .as("nothing was changed")
        .isEqualTo(new ServiceUnavailable(ANY_10, false, Optional.empty()));
    assertThat(store.confirmed()).hasSize(action == Action.BATCH ? 16 + 1 : 16);
  }

  @ParameterizedTest
  @MethodSource("changes")
  @DisplayName("ANY-10 the sixteenth attempt may succeed")
  void confirmedAtLast(Action action) {
    store.reads(world(action));
    for (int i = 1; i < 16; i++) {
      store.declines(world(action));
    }
    store.confirms();

    assertThat(whenExecuted(given(action))).isExactlyInstanceOf(action.success);
    assertThat(store.confirmed()).hasSize(16);
  }

  @ParameterizedTest
  @MethodSource("actionsAndBooleans")
  @DisplayName("ANY-10 a store that is unavailable for the facts: nothing was changed")
  void unavailableForFacts(Action action, boolean saysUnknown) {
    StoreUnavailableException thrown = new StoreUnavailableException("no route", saysUnknown, null);
    store.reads(failing(thrown));

    assertThat(whenExecuted(given(action)))
        .isEqualTo(new ServiceUnavailable(ANY_10, false, Optional.of(thrown)));
    assertThat(store.reads()).hasSize(1);
    assertThat(store.confirmed()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changesAndBooleans")
  @DisplayName("ANY-10 a store that is unavailable while it confirms says whether it did")
  void unavailableForConfirm(Action action, boolean outcomeUnknown) {
    StoreUnavailableException thrown =
        new StoreUnavailableException("lost in a commit", outcomeUnknown, null);
    store.reads(world(action)).confirms(failing(thrown));

    assertThat(whenExecuted(given(action)))
        .isEqualTo(new ServiceUnavailable(ANY_10, outcomeUnknown, Optional.of(thrown)));
    assertThat(store.reads()).hasSize(1);
    assertThat(store.confirmed()).as("it is not tried again").hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("actionsAndBooleans")
  @DisplayName("ANY-11 a store that breaks for the facts: nothing was changed")
  void brokenForFacts(Action action, boolean saysUnknown) {
    StoreBrokenException thrown = new StoreBrokenException("no table", saysUnknown, null);
    store.reads(failing(thrown));

    thenFailed(whenExecuted(given(action)), false, thrown);
    assertThat(store.reads()).hasSize(1);
    assertThat(store.confirmed()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changesAndBooleans")
  @DisplayName("ANY-11 a store that breaks while it confirms says whether the change was made")
  void brokenForConfirm(Action action, boolean outcomeUnknown) {
    StoreBrokenException thrown = new StoreBrokenException("disk full", outcomeUnknown, null);
    store.reads(world(action)).confirms(failing(thrown));

    thenFailed(whenExecuted(given(action)), outcomeUnknown, thrown);
    assertThat(store.confirmed()).hasSize(1);
  }

  static Stream<Exception> otherExceptions() {
    return Stream.of(new IllegalStateException("pool closed"), new IOException("reset by peer"));
  }

  static Stream<Arguments> actionsAndOtherExceptions() {
    return Stream.of(Action.values())
        .flatMap(action -> otherExceptions().map(thrown -> Arguments.of(action, thrown)));
  }

  @ParameterizedTest
  @MethodSource("actionsAndOtherExceptions")
  @DisplayName("ANY-11 any other exception, checked or not, for the facts: nothing was changed")
  void otherExceptionForFacts(Action action, Exception thrown) {
    store.reads(failing(thrown));

    thenFailed(whenExecuted(given(action)), false, thrown);
    assertThat(store.confirmed()).isEmpty();
  }

  static Stream<Arguments> changesAndOtherExceptions() {
    return changes()
        .flatMap(action -> otherExceptions().map(thrown -> Arguments.of(action, thrown)));
  }

  @ParameterizedTest
  @MethodSource("changesAndOtherExceptions")
  @DisplayName("ANY-11 any other exception, checked or not, at the confirmation: outcome unknown")
  void otherExceptionForConfirm(Action action, Exception thrown) {
    store.reads(world(action)).confirms(failing(thrown));

    thenFailed(whenExecuted(given(action)), true, thrown);
    assertThat(store.reads()).hasSize(1);
    assertThat(store.confirmed()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-11 interrupted for the facts: the thread stays interrupted")
  void interruptedForFacts(Action action) {
    InterruptedException thrown = new InterruptedException();
    store.reads(failing(thrown));

    Outcome outcome = whenExecuted(given(action));

    assertThat(Thread.interrupted()).isTrue();
    thenFailed(outcome, false, thrown);
  }

  @ParameterizedTest
  @MethodSource("changes")
  @DisplayName("ANY-11 interrupted at the confirmation: the thread stays so, outcome unknown")
  void interruptedForConfirm(Action action) {
    InterruptedException thrown = new InterruptedException();
    store.reads(world(action)).confirms(failing(thrown));

    Outcome outcome = whenExecuted(given(action));

    assertThat(Thread.interrupted()).isTrue();
    thenFailed(outcome, true, thrown);
    assertThat(store.confirmed()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-11 interrupted in the rate: the thread stays interrupted")
  void interruptedInRate(Action action) {
    InterruptedException thrown = new InterruptedException();
    rate =
        caller -> {
          throw ScriptedStore.unchecked(thrown);
        };

    Outcome outcome = whenExecuted(given(action));

    assertThat(Thread.interrupted()).isTrue();
    thenFailed(outcome, false, thrown);
    thenNoPortWasUsed();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-11 an error of the virtual machine is not an outcome: it passes through")
  void virtualMachineError(Action action) {
    OutOfMemoryError thrown = new OutOfMemoryError("for the facts");
    store.reads(
        () -> {
          throw thrown;
        });

    assertThatThrownBy(() -> whenExecuted(given(action))).isSameAs(thrown);
  }

  @ParameterizedTest
  @MethodSource("changes")
  @DisplayName("ANY-11 an error of the virtual machine passes through at the confirmation too")
  void virtualMachineErrorForConfirm(Action action) {
    OutOfMemoryError thrown = new OutOfMemoryError("at the confirmation");
    store
        .reads(world(action))
        .confirms(
            () -> {
              throw thrown;
            });

    assertThatThrownBy(() -> whenExecuted(given(action))).isSameAs(thrown);
  }

  static Stream<Arguments> answersAboutSomethingElse() {
    return Stream.of(Action.values()).flatMap(AskingTest::aboutSomethingElse);
  }

  static Stream<Arguments> changesAndAnswersAboutSomethingElse() {
    return changes().flatMap(AskingTest::aboutSomethingElse);
  }

  /** What lets the action succeed, but about another account, room, member or caller. */
  private static Stream<Arguments> aboutSomethingElse(Action action) {
    return Stream.of(OtherAnswers.Twist.values())
        .filter(twist -> twist.matters(action))
        .map(twist -> Arguments.of(action, new OtherAnswers(anyone(action), twist)));
  }

  /** Answers any question so that the action succeeds. */
  private static Answers anyone(Action action) {
    Facts facts = new Facts();
    facts.callerId = BOB;
    facts.membership =
        action == Action.CREATE || action == Action.BATCH
            ? null
            : Acme.membership(ANN, Role.MEMBER);
    facts.caller = Acme.user(BOB, MemberState.REGISTERED);
    facts.callerMembership = Acme.membership(BOB, Role.ADMINISTRATOR);
    return new AnyAnswers(facts.build());
  }

  @ParameterizedTest
  @MethodSource("answersAboutSomethingElse")
  @DisplayName("ANY-11 facts about another account, room, member or caller decide nothing")
  void answersAboutSomethingElse(Action action, Answers answers) {
    store.reads(answers);

    thenNotBelieved(whenExecuted(given(action)));
    assertThat(store.confirmed()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changesAndAnswersAboutSomethingElse")
  @DisplayName("ANY-11 facts returned by a confirmation are checked like those that were read")
  void confirmedAnswersAboutSomethingElse(Action action, Answers answers) {
    store.reads(world(action)).declines(answers);

    thenNotBelieved(whenExecuted(given(action)));
    assertThat(store.confirmed()).hasSize(1);
  }

  private static void thenNotBelieved(Outcome outcome) {
    thenFailed(outcome, false, StoreBrokenException.class);
    assertThat(((ServiceFailure) outcome).cause())
        .hasMessage("The store returned facts about something else");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-11 facts without the caller do not make a member an account administrator")
  void factsWithoutCaller(Action action) {
    store.reads(new OtherAnswers(anyone(action), OtherAnswers.Twist.NO_CALLER));

    thenNotBelieved(whenExecuted(given(action).with("caller: bob")));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-11 facts about another caller do not lend the caller its membership")
  void factsAboutAnotherCaller(Action action) {
    store.reads(new OtherAnswers(anyone(action), OtherAnswers.Twist.OTHER_CALLER));

    thenNotBelieved(whenExecuted(given(action).with("caller: bob")));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-11 facts about something else are a failure even if they would refuse")
  void refusingFactsAboutSomethingElse(Action action) {
    Facts noAccount = new Facts();
    noAccount.account = null;
    store.reads(
        new OtherAnswers(new AnyAnswers(noAccount.build()), OtherAnswers.Twist.OTHER_ACCOUNT));

    thenNotBelieved(whenExecuted(given(action)));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-11 a store that returns null instead of facts is broken")
  void noFacts(Action action) {
    store.reads(() -> null);

    thenFailed(whenExecuted(given(action)), false, NullPointerException.class);
  }

  @ParameterizedTest
  @MethodSource("changes")
  @DisplayName("ANY-11 a store that returns null at the confirmation: outcome unknown")
  void noConfirmation(Action action) {
    store.reads(world(action)).confirms(() -> null);

    Outcome outcome = whenExecuted(given(action));

    thenFailed(outcome, true, NullPointerException.class);
    assertThat(store.confirmed()).hasSize(1);
  }

  @SuppressWarnings("NullAway") // A broken clock may answer null.
  static Stream<Arguments> brokenClocks() {
    return Stream.of(
        Arguments.of(
            (InstantSource)
                () -> {
                  throw new IllegalStateException("no time");
                },
            IllegalStateException.class),
        Arguments.of((InstantSource) () -> Instant.MAX, IllegalArgumentException.class),
        Arguments.of((InstantSource) () -> null, NullPointerException.class));
  }

  static Stream<Arguments> actionsThatNeedTheTimeAndBrokenClocks() {
    return Stream.of(Action.values())
        .filter(Action::needsTime)
        .flatMap(
            action ->
                brokenClocks()
                    .map(broken -> Arguments.of(action, broken.get()[0], broken.get()[1])));
  }

  @ParameterizedTest
  @MethodSource("actionsThatNeedTheTimeAndBrokenClocks")
  @DisplayName("ANY-11 a clock that fails is a failure before anything is changed")
  void brokenClock(Action action, InstantSource broken, Class<?> cause) {
    clock = broken;
    store.reads(world(action));

    thenFailed(whenExecuted(given(action)), false, cause);
    assertThat(store.confirmed()).isEmpty();
  }

  static Stream<Action> actionsThatNeedNoTime() {
    return Stream.of(Action.values()).filter(action -> !action.needsTime());
  }

  @ParameterizedTest
  @MethodSource("actionsThatNeedNoTime")
  @DisplayName("ANY-11 an action that needs no time does not ask the clock")
  void clockNotNeeded(Action action) {
    store.reads(world(action));

    assertThat(whenExecuted(given(action))).isExactlyInstanceOf(action.success);
    assertThat(timesRead).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ANY-11 a refusal does not ask the clock, so a clock that fails cannot replace it")
  void clockNotNeededByARefusal(Action action) {
    Situation nowhere = given(action).with("account: none");
    store.reads(nowhere.world());

    assertThat(whenExecuted(nowhere)).isInstanceOf(NotFound.class);
    assertThat(timesRead).hasValue(0);
  }

  @SuppressWarnings("NullAway") // A broken rate may answer null.
  static Stream<Arguments> brokenRates() {
    return Stream.of(
        Arguments.of((RequestRate) caller -> null, NullPointerException.class),
        Arguments.of(
            (RequestRate) caller -> Optional.of(Duration.ofMillis(-1)),
            IllegalArgumentException.class),
        Arguments.of(
            (RequestRate)
                caller -> {
                  throw new IllegalStateException("no bucket");
                },
            IllegalStateException.class),
        Arguments.of(
            (RequestRate)
                caller -> {
                  throw new StoreBrokenException("no bucket", true, null);
                },
            StoreBrokenException.class));
  }

  @ParameterizedTest
  @MethodSource("brokenRates")
  @DisplayName("ANY-11 a rate that fails is a failure before the request is parsed")
  void brokenRate(RequestRate broken, Class<?> cause) {
    for (Action action : Action.values()) {
      rate = broken;

      thenFailed(whenExecuted(given(action).with("account id: missing")), false, cause);
      thenNoPortWasUsed();
    }
  }

  @ParameterizedTest
  @MethodSource("actionsAndBooleans")
  @DisplayName("ANY-10 a rate that is unavailable: nothing was changed")
  void unavailableRate(Action action, boolean saysUnknown) {
    StoreUnavailableException thrown = new StoreUnavailableException("no route", saysUnknown, null);
    rate =
        caller -> {
          throw thrown;
        };

    assertThat(whenExecuted(given(action).with("account id: missing")))
        .isEqualTo(new ServiceUnavailable(ANY_10, false, Optional.of(thrown)));
    thenNoPortWasUsed();
  }
}
