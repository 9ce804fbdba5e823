package io.chatrooms.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.MemberId;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ANY-02: a caller over its request rate")
class TokenBucketRateTest {
  private static final Duration NANO = Duration.ofNanos(1);
  private static final AccountId ACME = new AccountId("acme");
  private static final Caller.Authenticated ALICE =
      Caller.accountAdministrator(ACME, "arn:aws:iam::1:user/alice");
  private static final Caller.Authenticated BOB =
      Caller.accountAdministrator(ACME, "arn:aws:iam::1:user/bob");

  private final HandMovedClock clock = new HandMovedClock();

  @Test
  void any02_aBurstMayGoOnAndTheNextRequestGetsTheExactWait() {
    TokenBucketRate rate = new Rate(3, 2, Duration.ofSeconds(1)).on(clock);

    spend(rate, ALICE, 3);

    assertThat(rate.count(ALICE)).contains(Duration.ofMillis(500));
    clock.move(Duration.ofMillis(123));
    assertThat(rate.count(ALICE)).contains(Duration.ofMillis(377));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1_000, 7_919})
  void any02_theWaitIsLongEnoughAndANanosecondLessIsNot(int refill) {
    TokenBucketRate rate = new Rate(1, refill, Duration.ofSeconds(1)).on(clock);
    spend(rate, ALICE, 1);

    for (int round = 0; round < 2 * refill; round++) {
      Duration wait = rate.count(ALICE).orElseThrow();
      clock.move(wait.minus(NANO));
      assertThat(rate.count(ALICE)).contains(NANO);
      clock.move(NANO);
      assertThat(rate.count(ALICE)).isEmpty();
    }
  }

  @Test
  void any02_aThrottledRequestTakesNoToken() {
    TokenBucketRate rate = new Rate(1, 1, Duration.ofSeconds(1)).on(clock);
    spend(rate, ALICE, 1);

    for (int i = 0; i < 1_000; i++) assertThat(rate.count(ALICE)).isPresent();

    clock.move(Duration.ofSeconds(1));
    assertThat(rate.count(ALICE)).isEmpty();
  }

  @Test
  void any02_aBucketNeverHoldsMoreThanTheBurst() {
    TokenBucketRate rate = new Rate(2, 1, Duration.ofSeconds(1)).on(clock);
    spend(rate, ALICE, 1);

    clock.move(Duration.ofSeconds(40));

    spend(rate, ALICE, 2);
    assertThat(rate.count(ALICE)).contains(Duration.ofSeconds(1));
  }

  @Test
  void any02_callersDoNotSlowEachOther() {
    TokenBucketRate rate = new Rate(2, 1, Duration.ofSeconds(1)).on(clock);
    spend(rate, ALICE, 2);
    assertThat(rate.count(ALICE)).isPresent();

    spend(rate, BOB, 2);
  }

  @Test
  void any02_callersAreTheSameIfAndOnlyIfTheyAreEqual() {
    TokenBucketRate rate = new Rate(1, 1, Duration.ofSeconds(1)).on(clock);
    spend(rate, Caller.accountAdministrator(new AccountId("a"), "x"), 1);

    assertThat(rate.count(Caller.accountAdministrator(new AccountId("a"), "x"))).isPresent();
    assertThat(rate.count(Caller.accountAdministrator(new AccountId("b"), "x"))).isEmpty();
    assertThat(rate.count(Caller.accountAdministrator(new AccountId("a"), "X"))).isEmpty();
    assertThat(rate.count(Caller.member(new AccountId("a"), new MemberId("x")))).isEmpty();
    assertThat(rate.count(Caller.member(new AccountId("b"), new MemberId("x")))).isEmpty();
  }

  @Test
  void any02_theClockMayOverflow() {
    HandMovedClock late = new HandMovedClock(Long.MAX_VALUE - 1);
    TokenBucketRate rate = new Rate(1, 1, Duration.ofSeconds(1)).on(late);
    spend(rate, ALICE, 1);

    late.move(Duration.ofMillis(400));
    assertThat(rate.count(ALICE)).contains(Duration.ofMillis(600));
    late.move(Duration.ofMillis(600));
    assertThat(rate.count(ALICE)).isEmpty();
  }

  @Test
  void any02_aCallerIsRemovedAMinuteAfterItsBucketIsFull() {
    TokenBucketRate rate = new Rate(10, 1, Duration.ofSeconds(1)).on(clock);
    spend(rate, ALICE, 10);

    clock.move(Duration.ofSeconds(70).minus(NANO));
    assertThat(rate.remembered()).isEqualTo(1);
    clock.move(NANO);
    assertThat(rate.remembered()).isZero();
  }

  @Test
  void any02_aThrottledCallerIsKept() {
    TokenBucketRate rate =
        new Rate(1, 1, Duration.ofSeconds(1)).remembering(10, Duration.ZERO, clock);
    spend(rate, ALICE, 1);
    clock.move(Duration.ofMillis(999));
    assertThat(rate.count(ALICE)).contains(Duration.ofMillis(1));
    clock.move(Duration.ofMillis(1));

    assertThat(rate.remembered()).isEqualTo(1);
    assertThat(rate.count(ALICE)).isEmpty();
    assertThat(rate.count(ALICE)).contains(Duration.ofSeconds(1));
  }

  @Test
  void any02_tooManyCallersRemoveThoseThatHaveNotAskedForTheLongestTime() {
    TokenBucketRate rate =
        new Rate(1, 1, Duration.ofHours(1)).remembering(1_000, Duration.ofMinutes(1), clock);
    spend(rate, ALICE, 1);
    spend(rate, BOB, 1);

    for (int i = 0; i < 10_000; i++) {
      assertThat(rate.count(Caller.member(ACME, new MemberId("flood-" + i)))).isEmpty();
      assertThat(rate.count(BOB)).isPresent();
    }

    assertThat(rate.remembered()).isBetween(1L, 1_000L);
    assertThat(rate.count(ALICE)).isEmpty();
  }

  @Test
  void any02_theWallClockIsNotUsed() {
    TokenBucketRate rate = TokenBucketRate.perCaller(2, 1, Duration.ofHours(1));
    spend(rate, ALICE, 2);

    assertThat(rate.count(ALICE))
        .hasValueSatisfying(
            wait -> assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofHours(1)));
    assertThat(rate.count(BOB)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, PT1S, 1, 'a burst is 1 or more, not 0'",
    "-1, 1, PT1S, 1, 'a burst is 1 or more, not -1'",
    "1, 0, PT1S, 1, 'a refill is 1 or more, not 0'",
    "1, 1, PT0S, 1, 'a period is longer than zero, not PT0S'",
    "1, 1, PT-1S, 1, 'a period is longer than zero, not PT-1S'",
    "1, 1, PT9999999999S, 1, 'a period of PT2777777H46M39S is longer than the clock can count'",
    "1, 1, PT1S, 0, 'the number of callers is 1 or more, not 0'",
    "1, 2, PT0.000000001S, 1, '2 requests per PT0.000000001S are more than one per nanosecond'",
  })
  void any02_numbersOutOfRangeAreRefusedWithAClearMessage(
      int burst, int refill, Duration period, int maxCallers, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenBucketRate.perCaller(burst, refill, period, maxCallers))
        .withMessage(words);
  }

  @ParameterizedTest
  @CsvSource({
    "2147483647, 1, PT24H",
    "1, 2147483647, PT24H",
    "1, 1, PT2562047H47M16.854775807S",
  })
  void any02_numbersThatCannotBeCountedExactlyAreRefusedWithAClearMessage(
      int burst, int refill, Duration period) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenBucketRate.perCaller(burst, refill, period))
        .withMessageContaining("cannot be counted exactly")
        .withMessageContaining("burst of " + burst)
        .withMessageContaining("refill of " + refill);
  }

  @ParameterizedTest
  @CsvSource({
    "100000, 99991, PT24H",
    "99999, 1, PT24H",
    "100000, 100000, PT24H",
    "2147483647, 1, PT1S",
    "1, 2147483647, PT2.147483647S",
  })
  void any02_largeNumbersAreCountedExactly(int burst, int refill, Duration period) {
    Rate numbers = new Rate(burst, refill, period);
    TokenBucketRate rate = numbers.on(clock);
    ExactBucket exact = new ExactBucket(numbers);
    for (int i = 0; i < 100_001; i++) assertThat(rate.count(ALICE)).isEqualTo(exact.count());

    for (int i = 0; i < 100; i++) {
      Duration step = numbers.after(1).dividedBy(3).plus(Duration.ofNanos(i));
      clock.move(step);
      exact.pass(step);
      assertThat(rate.count(ALICE)).isEqualTo(exact.count());
    }
  }

  @Test
  void nullsAreRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> TokenBucketRate.perCaller(1, 1, nothing()))
        .withMessage("period");
    assertThatNullPointerException()
        .isThrownBy(() -> new Rate(1, 1, Duration.ofSeconds(1)).on(clock).count(nothing()))
        .withMessage("caller");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  private static void spend(TokenBucketRate rate, Caller.Authenticated caller, int times) {
    for (int i = 0; i < times; i++) assertThat(rate.count(caller)).isEmpty();
  }
}
