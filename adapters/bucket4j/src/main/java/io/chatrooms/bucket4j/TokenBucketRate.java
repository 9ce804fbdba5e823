package io.chatrooms.bucket4j;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.math.LongMath;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.RequestRate;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.VerboseResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives every caller a bucket of tokens (rule CRM-02). A bucket is full at first, a request that
 * may go on takes one token, and tokens come back one by one, evenly, until the bucket is full
 * again. So within any span of time a caller gets through at most {@code burst + refill * span /
 * period} times.
 *
 * <p>A request that is refused takes nothing: asking too often never makes the wait longer. The
 * wait is exact to the nanosecond: after it, and not before, there is a token, for whoever of that
 * caller asks first. Callers are told apart by {@code equals}, and none slows another.
 *
 * <p>Time is {@link System#nanoTime}, so that a change of the wall clock changes nothing. All
 * buckets are lost, that is, full, when the process ends.
 *
 * <p>Memory is bounded twice. A caller whose bucket is full again is forgotten about a minute
 * later, as others ask (there is no thread for it), which makes no difference to anyone. And at
 * most {@code maxCallers} are remembered, {@value #MAX_CALLERS} unless said otherwise, at less than
 * half a kilobyte each plus the caller itself. When there are about that many, whoever has not
 * asked for the longest is forgotten early and finds a full bucket next time. That errs towards
 * letting through: nobody ever waits longer for it, and it serves a caller only if about that many
 * others ask between two of its requests. How many others there can be is for the host to decide,
 * which authenticates them.
 *
 * <p>Safe for use by many threads, which do not wait for each other except where a caller is met
 * for the first time or forgotten.
 */
public final class TokenBucketRate implements RequestRate {
  private static final int MAX_CALLERS = 100_000;
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final LoadingCache<Caller.Authenticated, Bucket> buckets;

  /** The rate in lowest terms: so many tokens in so many nanoseconds. */
  private final long refill;

  private final long period;

  TokenBucketRate(
      int burst, int refill, Duration period, int maxCallers, Duration grace, Ticker ticker) {
    require(burst >= 1, "A burst is 1 request or more, not " + burst);
    require(refill >= 1, "A refill is 1 request or more, not " + refill);
    require(maxCallers >= 1, "The callers to remember are 1 or more, not " + maxCallers);
    require(period.compareTo(Duration.ZERO) > 0, "A period is longer than nothing, not " + period);
    require(period.compareTo(LONGEST) <= 0, "A period of " + period + " outlasts the clock");

    long nanos = period.toNanos();
    require(
        refill <= nanos, refill + " requests per " + period + " are more than one per nanosecond");
    long common = LongMath.gcd(refill, nanos);
    this.refill = refill / common;
    this.period = nanos / common;
    // Bucket4j counts in fractions of a token, 1/period each, and turns to floating point, which
    // loses some, where they don't fit a long. One token more than there can be is on the way.
    require(
        Math.max(burst, this.refill) < Long.MAX_VALUE / this.period,
        ("A burst of %d with a refill of %d per %s cannot be counted exactly:"
                + " take smaller numbers, or a shorter period")
            .formatted(burst, refill, period));

    Bandwidth bandwidth =
        Bandwidth.builder()
            .capacity(burst)
            .refillGreedy(this.refill, Duration.ofNanos(this.period))
            .build();
    TimeMeter clock = new Clock(ticker, ticker.read());

    // Forgetting a caller is the same as remembering it: a bucket that nobody has counted on for as
    // long as it takes to fill an empty one is full, as a new one is. The cache, on the same clock,
    // takes the time of a look-up, which comes just before the count; the grace is for a thread
    // that pauses between the two. One that pauses for longer still, on a bucket that is forgotten
    // meanwhile, lets its one request through uncounted.
    Duration fill = Duration.ofNanos((burst * this.period + this.refill - 1) / this.refill);
    this.buckets =
        CacheBuilder.newBuilder()
            .ticker(ticker)
            .expireAfterAccess(fill.plus(grace))
            .maximumSize(maxCallers)
            .build(
                CacheLoader.from(
                    () ->
                        Bucket.builder()
                            .addLimit(bandwidth)
                            .withCustomTimePrecision(clock)
                            .build()));
  }

  /**
   * Lets each caller ask {@code burst} times at once, and {@code refill} times per period in the
   * long run. Remembers {@value #MAX_CALLERS} callers at most.
   *
   * @param burst 1 or more
   * @param refill 1 or more, and not more than one per nanosecond
   * @param period longer than nothing
   * @throws IllegalArgumentException if a number is out of its range, or they are so large that
   *     they cannot be counted exactly; with a burst and a refill up to 100,000 and a period up to
   *     a day they always can
   */
  public static TokenBucketRate perCaller(int burst, int refill, Duration period) {
    return perCaller(burst, refill, period, MAX_CALLERS);
  }

  /**
   * Lets each caller ask {@code burst} times at once, and {@code refill} times per period in the
   * long run.
   *
   * @param burst 1 or more
   * @param refill 1 or more, and not more than one per nanosecond
   * @param period longer than nothing
   * @param maxCallers how many callers are remembered at most: 1 or more. It should well exceed how
   *     many ask in the time that an empty bucket takes to fill
   * @throws IllegalArgumentException if a number is out of its range, or they are so large that
   *     they cannot be counted exactly; with a burst and a refill up to 100,000 and a period up to
   *     a day they always can
   */
  public static TokenBucketRate perCaller(int burst, int refill, Duration period, int maxCallers) {
    requireNonNull(period, "period");
    return new TokenBucketRate(burst, refill, period, maxCallers, GRACE, Ticker.systemTicker());
  }

  /** {@inheritDoc} The wait is longer than nothing, and never longer than one token takes. */
  @Override
  public Optional<Duration> count(Caller.Authenticated caller) {
    requireNonNull(caller, "caller");
    VerboseResult<ConsumptionProbe> counted =
        buckets.getUnchecked(caller).asVerbose().tryConsumeAndReturnRemaining(1);
    if (counted.getValue().isConsumed()) return Optional.empty();

    // Bucket4j rounds its own answer down, and so whoever waits that long may be refused again.
    long missing = period - counted.getState().getRoundingError(0);
    return Optional.of(Duration.ofNanos((missing + refill - 1) / refill));
  }

  /** How many callers are remembered at this moment. */
  long remembered() {
    buckets.cleanUp();
    return buckets.size();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) throw new IllegalArgumentException(otherwise);
  }

  /**
   * The cache's clock, for the buckets. It starts at zero: unlike the cache, Bucket4j takes a clock
   * that passes the largest long, as {@link System#nanoTime} may at any time, for one that stands.
   */
  private record Clock(Ticker ticker, long start) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return ticker.read() - start;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
