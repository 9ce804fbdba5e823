package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.action.ActionObserver.Observation;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActionObserverTest {
  private final List<Observation> observed = new ArrayList<>();
  private final ScriptedStore store = new ScriptedStore();

  private Outcome whenExecuted(Situation situation, InstantSource clock) {
    return situation.execute(ChatRooms.builder(store, clock).observer(observed::add).build());
  }

  /** A clock that gives these times, the last one again and again; null is a clock that fails. */
  private static InstantSource clock(@Nullable Instant... times) {
    Deque<Optional<Instant>> script = new ArrayDeque<>();
    Stream.of(times).map(Optional::ofNullable).forEach(script::add);
    return () ->
        (script.size() > 1 ? script.remove() : script.element())
            .orElseThrow(() -> new IllegalStateException("no time"));
  }

  @ParameterizedTest
  @EnumSource
  void aSuccessIsObservedOnceWithActionRuleAndDuration(Action action) {
    Situation situation = Situation.of(action).with("role: Administrator");
    store.reads(situation.world());

    Outcome outcome =
        whenExecuted(
            situation,
            action.needsTime()
                ? clock(NOW, NOW.plusMillis(1), NOW.plusNanos(2_000_001))
                : clock(NOW, NOW.plusNanos(2_000_001)));

    assertThat(outcome).isExactlyInstanceOf(action.success);
    assertThat(observed)
        .containsExactly(
            new Observation(
                action.apiName, Optional.empty(), outcome.rule(), Duration.ofNanos(2_000_001)));
  }

  static Stream<RuleCase> cases() {
    return RuleCase.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyOutcomeIsObservedWithItsKindAndRule(RuleCase given) {
    Outcome outcome = given.execute(observed::add).outcome();

    assertThat(observed)
        .containsExactly(
            new Observation(
                given.action().apiName,
                outcome instanceof Refusal refusal ? Optional.of(refusal.kind()) : Optional.empty(),
                outcome.rule(),
                Duration.ZERO));
  }

  @Test
  void anExecutionThatIsDecidedOftenIsObservedOnce() {
    Situation situation = Situation.of(Action.CREATE);
    store.reads(situation.world()).declines(situation.world());

    whenExecuted(situation, InstantSource.fixed(NOW));

    assertThat(observed)
        .extracting(Observation::refusal)
        .containsExactly(Optional.of(Refusal.Kind.SERVICE_UNAVAILABLE));
  }

  static Stream<InstantSource> clocksWithoutADuration() {
    return Stream.of(
        clock(NOW, NOW.minusMillis(1)),
        clock(NOW, NOW),
        clock(null, NOW),
        clock(NOW, (Instant) null),
        clock((Instant) null));
  }

  @ParameterizedTest
  @MethodSource("clocksWithoutADuration")
  void theDurationIsZeroIfTheClockIsSetBackOrFails(InstantSource clock) {
    Situation situation = Situation.of(Action.GET);
    store.reads(situation.world());

    assertThat(whenExecuted(situation, clock)).isInstanceOf(GetRoomMembership.Found.class);
    assertThat(observed).extracting(Observation::duration).containsExactly(Duration.ZERO);
  }

  /** An exception may be checked: code in other JVM languages throws it without declaring it. */
  static Stream<Exception> exceptions() {
    return Stream.of(new IllegalStateException("no metrics"), new IOException("no metrics"));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void anObserverThatFailsChangesNoOutcome(Exception thrown) {
    Situation situation = Situation.of(Action.CREATE);
    store.reads(situation.world());

    Outcome outcome = situation.execute(observedBy(thrown));

    assertThat(outcome).isInstanceOf(CreateRoomMembership.Created.class);
    assertThat(observed).hasSize(1);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anObserverThatIsInterruptedLeavesTheThreadInterrupted() {
    Situation situation = Situation.of(Action.GET);
    store.reads(situation.world());

    Outcome outcome = situation.execute(observedBy(new InterruptedException()));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isInstanceOf(GetRoomMembership.Found.class);
  }

  private ChatRooms observedBy(Exception thrown) {
    return ChatRooms.builder(store, InstantSource.fixed(NOW))
        .observer(
            observation -> {
              observed.add(observation);
              throw ScriptedStore.unchecked(thrown);
            })
        .build();
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void aClockThatFailsChangesNoOutcomeOfAnActionThatNeedsNoTime(Exception thrown) {
    Situation situation = Situation.of(Action.DELETE);
    store.reads(situation.world());

    Outcome outcome =
        whenExecuted(
            situation,
            () -> {
              throw ScriptedStore.unchecked(thrown);
            });

    assertThat(outcome).isInstanceOf(DeleteRoomMembership.Deleted.class);
    assertThat(observed).extracting(Observation::duration).containsExactly(Duration.ZERO);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aClockThatIsInterruptedLeavesTheThreadInterrupted() {
    Situation situation = Situation.of(Action.GET);
    store.reads(situation.world());

    whenExecuted(
        situation,
        () -> {
          throw ScriptedStore.unchecked(new InterruptedException());
        });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(observed).hasSize(1);
  }

  @Test
  void anErrorOfTheVirtualMachineIsNotObserved() {
    OutOfMemoryError thrown = new OutOfMemoryError();
    store.reads(
        () -> {
          throw thrown;
        });

    assertThatThrownBy(() -> whenExecuted(Situation.of(Action.GET), InstantSource.fixed(NOW)))
        .isSameAs(thrown);
    assertThat(observed).isEmpty();
  }

  @Test
  void anObservationContainsNoId() {
    assertThat(Observation.class.getRecordComponents())
        .<Object>extracting(RecordComponent::getType)
        .containsExactly(String.class, Optional.class, Rule.class, Duration.class);
    for (RuleCase given : RuleCase.all()) {
      given.execute(observed::add);
    }

    assertThat(observed)
        .extracting(Observation::toString)
        .noneMatch(text -> text.matches(".*\\b(acme|lounge|ann|bob|root|else|Launch|token)\\b.*"));
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void anObservationHasAllItsParts() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Observation(null, Optional.empty(), SharedRule.ANY_01, Duration.ZERO))
        .withMessage("action");
    assertThatNullPointerException()
        .isThrownBy(() -> new Observation("a", null, SharedRule.ANY_01, Duration.ZERO))
        .withMessage("refusal");
    assertThatNullPointerException()
        .isThrownBy(() -> new Observation("a", Optional.empty(), null, Duration.ZERO))
        .withMessage("rule");
    assertThatNullPointerException()
        .isThrownBy(() -> new Observation("a", Optional.empty(), SharedRule.ANY_01, null))
        .withMessage("duration");
  }
}
