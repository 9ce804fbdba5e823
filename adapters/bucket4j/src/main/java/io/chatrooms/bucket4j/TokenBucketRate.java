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
 * Gives every caller a bucket of tokens (ANY-02). A bucket is full at first. A request that may go
 * on takes one token. Tokens return one by one, evenly, until the bucket is full. So within any
 * span of time at most {@code burst + refill * span / period} requests of a caller may go on.
 *
 * <p>A throttled request takes no token, so it never makes the wait longer. The wait is exact to
 * the nanosecond: a token is available after it and not before, for the caller's next request.
 * Callers are told apart by {@code equals}. They do not slow each other.
 *
 * <p>Time is {@link System#nanoTime}, so a change of the wall clock has no effect. All buckets are
 * full again when the process restarts.
 *
 * <p>Memory is bounded in two ways. A caller whose bucket is full is removed about a minute later,
 * when other callers ask (there is no thread for it); this makes no difference to any caller. And
 * at most {@code maxCallers} are kept, {@value #MAX_CALLERS} by default, at less than half a
 * kilobyte each plus the caller itself. Near that number, the caller that has not asked for the
 * longest time is removed early, and has a full bucket at its next request. Nobody ever waits
 * longer because of that, and a caller gains by it only if about that many others ask between two
 * of its requests. The host authenticates callers, so it decides how many there can be.
 *
 * <p>Safe for use by many threads. Threads wait for each other only where a caller is added or
 * removed.
 */
public final class TokenBucketRate implements RequestRate {
  private static final int MAX_CALLERS = 100_000;
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final LoadingCache<Caller.Authenticated, Bucket> buckets;

  /** The rate in lowest terms: {@code refill} tokens every {@code period} nanoseconds. */
  private final long refill;

  private final long period;

  TokenBucketRate(
      int burst, int refill, Duration period, int maxCallers, Duration grace, Ticker ticker) {
    require(burst >= 1, "a burst is 1 or more, not " + burst);
    require(refill >= 1, "a refill is 1 or more, not " + refill);
    require(maxCallers >= 1, "the number of callers is 1 or more, not " + maxCallers);
    require(period.compareTo(Duration.ZERO) > 0, "a period is longer than zero, not " + period);
    require(
        period.compareTo(LONGEST) <= 0,
        "a period of " + period + " is longer than the clock can count");

    long nanos = period.toNanos();
    require(
        refill <= nanos, refill + " requests per " + period + " are more than one per nanosecond");
    long common = LongMath.gcd(refill, nanos);
    this.refill = refill / common;
    this.period = nanos / common;
    // Bucket4j counts in fractions of a token, 1/period each. Where they do not fit a long it uses
    // floating point, which is not exact. It adds a token before it takes one, hence the sharp
    // bound.
    require(
        Math.max(burst, this.refill) < Long.MAX_VALUE / this.period,
        ("a burst of %s with a refill of %s per %s cannot be counted exactly:"
                + " use smaller numbers or a shorter period")
            .formatted(burst, refill, period));

    Bandwidth bandwidth =
        Bandwidth.builder()
            .capacity(burst)
            .refillGreedy(this.refill, Duration.ofNanos(this.period))
            .build();
    TimeMeter clock = new Clock(ticker, ticker.read());

    // To remove a caller is the same as to keep it once its bucket is full, as a new one is. The
    // cache, on the same clock, records the time of the look-up, which comes just before the count.
    // The grace period is for a thread that pauses between the two. If it pauses for longer, and
    // the
    // bucket is removed meanwhile, its one request is not counted.
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
   * Lets each caller make {@code burst} requests at once, and {@code refill} requests per period in
   * the long run. Keeps {@value #MAX_CALLERS} callers at most.
   *
   * @param burst 1 or more
   * @param refill 1 or more, and not more than one per nanosecond
   * @param period longer than zero
   * @throws IllegalArgumentException if a number is out of its range, or if the numbers are too
   *     large to count exactly; a burst and a refill up to 100,000 with a period up to a day never
   *     are
   */
  public static TokenBucketRate perCaller(int burst, int refill, Duration period) {
    return perCaller(burst, refill, period, MAX_CALLERS);
  }

  /**
   * Lets each caller make {@code burst} requests at once, and {@code refill} requests per period in
   * the long run.
   *
   * @param burst 1 or more
   * @param refill 1 or more, and not more than one per nanosecond
   * @param period longer than zero
   * @param maxCallers how many callers are kept at most: 1 or more. It should be much larger than
   *     the number of callers that ask in the time that an empty bucket takes to fill
   * @throws IllegalArgumentException if a number is out of its range, or if the numbers are too
   *     large to count exactly; a burst and a refill up to 100,000 with a period up to a day never
   *     are
   */
  public static TokenBucketRate perCaller(int burst, int refill, Duration period, int maxCallers) {
    requireNonNull(period, "period");
    return new TokenBucketRate(burst, refill, period, maxCallers, GRACE, Ticker.systemTicker());
  }

  /** {@inheritDoc} The wait is longer than zero and not longer than one token takes. */
  @Override
  public Optional<Duration> count(Caller.Authenticated caller) {
    requireNonNull(caller, "caller");
    VerboseResult<ConsumptionProbe> counted =
        buckets.getUnchecked(caller).asVerbose().tryConsumeAndReturnRemaining(1);
    if (counted.getValue().isConsumed()) return Optional.empty();

    // Bucket4j rounds its own answer down, so a caller that waits that long may be throttled again.
    long missing = period - counted.getState().getRoundingError(0);
    return Optional.of(Duration.ofNanos((missing + refill - 1) / refill));
  }

  /** How many callers are kept now. */
  long remembered() {
    buckets.cleanUp();
    return buckets.size();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) throw new IllegalArgumentException(otherwise);
  }

  /**
   * The cache's clock, for the buckets. It starts at zero: when a clock overflows, as {@link
   * System#nanoTime} may at any time, the cache goes on and Bucket4j stops counting.
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
