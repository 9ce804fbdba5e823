package io.chatrooms.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

@Label("ANY-02: a caller over its request rate")
class TokenBucketRateProperties {
  private static final Duration NEVER = Duration.ofDays(100_000);

  private final HandMovedClock clock = new HandMovedClock();

  /** Time passes, and a caller asks. */
  record Request(Duration after, Caller.Authenticated caller) {}

  record Story(Rate rate, List<Request> requests) {}

  @Property
  void any02_everyAnswerEqualsThatOfAnExactBucketForEachCaller(@ForAll("stories") Story story) {
    TokenBucketRate rate = story.rate().remembering(1_000, Duration.ZERO, clock);
    Map<Caller, ExactBucket> exact = new HashMap<>();

    for (Request request : story.requests()) {
      clock.move(request.after());
      exact.values().forEach(bucket -> bucket.pass(request.after()));

      assertThat(rate.count(request.caller()))
          .isEqualTo(
              exact.computeIfAbsent(request.caller(), c -> new ExactBucket(story.rate())).count());
    }
  }

  @Property
  void any02_theRemovalOfIdleCallersMakesNoDifference(@ForAll("stories") Story story) {
    TokenBucketRate forgetful = story.rate().remembering(1_000, Duration.ZERO, clock);
    TokenBucketRate usual = story.rate().on(clock);
    TokenBucketRate mindful = story.rate().remembering(1_000, NEVER, clock);

    for (Request request : story.requests()) {
      clock.move(request.after());
      Optional<Duration> answer = mindful.count(request.caller());

      assertThat(forgetful.count(request.caller())).isEqualTo(answer);
      assertThat(usual.count(request.caller())).isEqualTo(answer);
    }
  }

  @Property
  void any02_noSpanOfTimeHasMoreRequestsThanTheBurstAndItsShareOfTheRefill(
      @ForAll("stories") Story story) {
    TokenBucketRate rate = story.rate().remembering(1_000, Duration.ZERO, clock);
    Map<Caller, List<Long>> accepted = new HashMap<>();

    for (Request request : story.requests()) {
      clock.move(request.after());
      if (rate.count(request.caller()).isPresent()) continue;

      List<Long> times = accepted.computeIfAbsent(request.caller(), c -> new ArrayList<>());
      times.add(clock.read());
      for (int first = 0; first < times.size(); first++) {
        assertThat(BigInteger.valueOf(times.size() - first))
            .isLessThanOrEqualTo(most(story.rate(), clock.read() - times.get(first)));
      }
    }
  }

  @Property
  void any02_aCallerMayGoOnAfterTheWaitAndNotBefore(@ForAll("stories") Story story) {
    TokenBucketRate rate = story.rate().remembering(1_000, Duration.ZERO, clock);

    for (Request request : story.requests()) {
      clock.move(request.after());
      Optional<Duration> wait = rate.count(request.caller());
      if (wait.isEmpty()) continue;

      assertThat(wait.get()).isPositive().isLessThanOrEqualTo(story.rate().after(1));
      clock.move(wait.get().minusNanos(1));
      assertThat(rate.count(request.caller())).contains(Duration.ofNanos(1));
      clock.move(Duration.ofNanos(1));
      assertThat(rate.count(request.caller())).isEmpty();
    }
  }

  private static BigInteger most(Rate rate, long span) {
    return BigInteger.valueOf(rate.refill())
        .multiply(BigInteger.valueOf(span))
        .divide(BigInteger.valueOf(rate.period().toNanos()))
        .add(BigInteger.valueOf(rate.burst()));
  }

  @Provide
  Arbitrary<Story> stories() {
    return rates()
        .flatMap(rate -> requests(rate).list().ofMaxSize(60).map(asked -> new Story(rate, asked)))
        .withoutEdgeCases();
  }

  private static Arbitrary<Rate> rates() {
    Arbitrary<Integer> burst = Arbitraries.integers().between(1, 6);
    Arbitrary<Rate> any =
        Combinators.combine(
                burst,
                Arbitraries.integers().between(1, 100_000),
                Arbitraries.longs().between(1, Duration.ofDays(1).toNanos()))
            .filter((most, refill, nanos) -> refill <= nanos)
            .as((most, refill, nanos) -> new Rate(most, refill, Duration.ofNanos(nanos)));
    Arbitrary<Rate> tiny =
        Combinators.combine(
                burst, Arbitraries.integers().between(1, 9), Arbitraries.longs().between(1, 20))
            .filter((most, refill, nanos) -> refill <= nanos)
            .as((most, refill, nanos) -> new Rate(most, refill, Duration.ofNanos(nanos)));
    Arbitrary<Rate> plain =
        Combinators.combine(burst, Arbitraries.of(1, 2, 3, 7, 10, 60))
            .as((most, refill) -> new Rate(most, refill, Duration.ofSeconds(1)));
    return Arbitraries.oneOf(any, tiny, plain);
  }

  /** Requests close together, at the times of tokens, and when a bucket is full again. */
  private static Arbitrary<Request> requests(Rate rate) {
    long token = rate.after(1).toNanos();
    long fill = rate.fill().toNanos();
    Arbitrary<Long> after =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(0L)),
            Tuple.of(4, Arbitraries.longs().between(0, token)),
            Tuple.of(2, Arbitraries.longs().between(token - 1, token + 1)),
            Tuple.of(1, Arbitraries.longs().between(0, 2 * fill)),
            Tuple.of(1, Arbitraries.longs().between(Math.max(0, fill - 2), fill + 1)),
            Tuple.of(1, Arbitraries.just(fill + Duration.ofMinutes(1).toNanos())));
    Arbitrary<Caller.Authenticated> caller =
        Arbitraries.of("a", "b")
            .map(account -> Caller.accountAdministrator(new AccountId(account), "same"));
    return Combinators.combine(after.map(Duration::ofNanos), caller).as(Request::new);
  }
}
