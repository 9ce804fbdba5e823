package io.chatrooms.bucket4j;

import com.google.common.base.Ticker;
import java.math.BigInteger;
import java.time.Duration;

/** The numbers of a rate. */
record Rate(int burst, int refill, Duration period) {
  /** How long an empty bucket takes to be full. */
  Duration fill() {
    return after(burst);
  }

  /** How long this many tokens take, rounded up to the nanosecond. */
  Duration after(int tokens) {
    BigInteger[] wait =
        BigInteger.valueOf(tokens)
            .multiply(BigInteger.valueOf(period.toNanos()))
            .divideAndRemainder(BigInteger.valueOf(refill));
    return Duration.ofNanos(wait[0].longValueExact() + wait[1].signum());
  }

  TokenBucketRate remembering(int maxCallers, Duration grace, Ticker clock) {
    return new TokenBucketRate(burst, refill, period, maxCallers, grace, clock);
  }

  TokenBucketRate on(Ticker clock) {
    return remembering(1_000, Duration.ofMinutes(1), clock);
  }
}
